// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IVaultErrors} from "./Errors.sol";
import {Bounds, IHedgePolicy, Leg} from "./IHedgePolicy.sol";

/// @title The vault as the keeper sees it
/// @notice ERC-4626 over USDC. It holds the assets and is itself the trader on every venue.
interface IHedgeVault is IVaultErrors {
    event Executed(
        bytes32 indexed intentId,
        uint256 indexed sequence,
        int256 deltaBefore,
        int256 deltaAfter,
        uint256 navBefore,
        uint256 navAfter
    );
    event LegFailed(bytes32 indexed intentId, uint256 index, bytes reason);

    function policy() external view returns (IHedgePolicy);

    /// @notice WETH: the token whose price the vault is hedged against. The quote token is `asset` of ERC-4626.
    function base() external view returns (address);

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

    /// @notice True while execute runs its legs. Share value is not to be read then: totalAssets, convertTo* and
    /// preview* revert with ExecutionInProgress and every max* is 0.
    function executing() external view returns (bool);

    /// @notice The same as execute, for eth_call only: always reverts, with SimulationResult when all went well and
    /// with the true error when not.
    /// @param lens contract that is read after the legs
    /// @param lensCall full calldata of that reading, for example IHedgeLens.read; SimulationResult carries its raw
    /// return data, so it decodes with the output types of that function
    function simulateExecute(
        address lens,
        bytes calldata lensCall,
        bytes32 intentId,
        uint256 expectedSequence,
        uint256 deadline,
        Leg[] calldata legs,
        Bounds calldata bounds
    ) external;
}
