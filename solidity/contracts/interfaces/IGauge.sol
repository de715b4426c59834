// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice What can be done at a protocol right now.
/// OPEN: trades and collateral moves work. PAUSED: readable and solvent, but the position cannot be
/// traded. CLOSED: the market is gone for good; only settlement is left.
enum VenueStatus {
    OPEN,
    PAUSED,
    CLOSED
}

/// @notice One protocol's answer about one account, in the units of the whole house.
struct GaugeTotals {
    /// WETH, 1e18: how much the account's value moves, in WETH, when the price moves. Long is positive.
    int256 delta;
    /// USDC, 1e6: equity exactly as the protocol itself counts it (its mark, its rounding).
    int256 protocolEquity;
    /// USDC, 1e6: maintenance requirement exactly as the protocol itself counts it. 0 where there is no debt.
    uint256 maintenance;
    /// USDC, 1e6: net asset value at the price given, never at a pool's spot price.
    int256 oracleNav;
}

/// @title A gauge reads one protocol for one account
/// @notice View only, owns nothing, trusts nobody. Every reading is either exact or reverts; the policy
/// and the lens catch the revert and count the venue at its haircut. `totals` of a gauge that can tell reverts with
/// `ProtocolDrained` while the protocol answers as ever and the money is gone: what is missing of what is owed is then
/// the least that is taken off.
/// Besides these four functions every gauge has a typed `state(address account)` that returns its raw
/// primitives as one struct; `primitives` is the ABI encoding of exactly that struct, so that a reader
/// can decode it with the output type of `state`.
interface IGauge {
    /// @notice What the account could claim cannot be paid out of what there is. `there` is less than `owed`, both in the
    /// same token.
    error ProtocolDrained(uint256 owed, uint256 there);

    /// @notice Identity of the protocol and market, for example keccak256("perp-v2:ETH").
    function venueId() external view returns (bytes32);

    /// @notice Whether the protocol can be traded now.
    function status() external view returns (VenueStatus);

    /// @param priceE18 USDC for one WETH, 18 decimals, from the policy's price source.
    function totals(address account, uint256 priceE18) external view returns (GaugeTotals memory);

    /// @notice abi.encode of the gauge's own state struct.
    function primitives(address account) external view returns (bytes memory);
}
