// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Bounds, IHedgePolicy, Leg} from "./IHedgePolicy.sol";

/// @title The vault as the keeper sees it
/// @notice ERC-4626 over USDC. It holds the assets and is itself the trader on every venue.
interface IHedgeVault {
    event Executed(
        bytes32 indexed intentId,
        uint256 indexed sequence,
        int256 deltaBefore,
        int256 deltaAfter,
        uint256 navBefore,
        uint256 navAfter
    );
    event LegFailed(bytes32 indexed intentId, uint256 index, bytes reason);

    error NotKeeper(address caller);
    error IntentAlreadyExecuted(bytes32 intentId);
    error StaleSequence(uint256 expected, uint256 actual);
    error DeadlinePassed(uint256 deadline, uint256 timestamp);
    error RequiredLegFailed(uint256 index, bytes reason);
    /// @notice How simulateExecute always ends when the legs and the policy agree: abi.encode of a HedgeLens Snapshot taken after the legs.
    error SimulationResult(bytes snapshot);

    function policy() external view returns (IHedgePolicy);

    function sequence() external view returns (uint256);

    function intentExecuted(bytes32 intentId) external view returns (bool);

    /// @notice Runs the legs once. Emits Executed, and LegFailed for each optional leg that failed.
    function execute(
        bytes32 intentId,
        uint256 expectedSequence,
        uint256 deadline,
        Leg[] calldata legs,
        Bounds calldata bounds
    ) external;

    /// @notice The same, for eth_call only: always reverts, with SimulationResult when all went well and with the true error when not.
    function simulateExecute(
        address lens,
        bytes32 intentId,
        uint256 expectedSequence,
        uint256 deadline,
        Leg[] calldata legs,
        Bounds calldata bounds
    ) external;
}
