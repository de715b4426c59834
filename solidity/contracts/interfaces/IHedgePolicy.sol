// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IPolicyErrors} from "./Errors.sol";
import {GaugeTotals, VenueStatus} from "./IGauge.sol";
import {OraclePrice} from "./IPriceSource.sol";

/// @notice How the keeper asks to be judged.
/// ROUTINE: end inside the policy's band, or strictly reduce |net delta - target|.
/// DE_RISK: only calls of class TOP_UP, WITHDRAW and HOUSEKEEPING, or trades within the DE-RISK delta budget.
enum Mode {
    ROUTINE,
    DE_RISK
}

/// @notice One call of an execution.
struct Leg {
    address target;
    /// token the target, or who draws for it, may take during this call, or zero address
    address spendToken;
    uint256 spendAmount;
    bytes data;
    /// false: a failure is caught and reported, the others go on
    bool required;
}

/// @notice The keeper's own, tighter limits. They protect nothing by themselves.
struct Bounds {
    Mode mode;
    /// WETH 1e18: net delta after the legs must lie in [minDeltaAfter, maxDeltaAfter]
    int256 minDeltaAfter;
    int256 maxDeltaAfter;
    /// USDC 1e6: NAV may fall by at most this much
    uint256 maxLossQuote;
}

/// @notice The policy's reading of one venue.
struct VenueReading {
    bytes32 venueId;
    address gauge;
    VenueStatus status;
    /// false: the gauge reverted; totals are the last recorded ones after the haircut
    bool readable;
    /// true: only shrinking is allowed
    bool quarantined;
    GaugeTotals totals;
    /// part of NAV this venue's equity may reach, basis points
    uint16 equityCapBps;
    /// part of NAV this venue's |delta notional| of short hedge may reach, basis points
    uint16 shortCapBps;
    /// part taken off an unreadable venue, basis points
    uint16 haircutBps;
}

/// @notice Everything the policy knows at one moment.
struct PolicyReading {
    OraclePrice price;
    VenueReading[] venues;
    /// WETH 1e18, all venues, the vault's idle assets and ranges included
    int256 netDelta;
    /// WETH 1e18, what the vault wants to keep
    int256 targetDelta;
    /// USDC 1e6, never negative
    uint256 nav;
    /// the plausible prices, USDC for one WETH 1e18: both equal the price while it is sure
    uint256 lowPriceE18;
    uint256 highPriceE18;
    /// WETH 1e18 and USDC 1e6: the same readings at the two ends of the plausible prices
    int256 netDeltaAtLow;
    int256 netDeltaAtHigh;
    int256 navAtLow;
    int256 navAtHigh;
    /// WETH 1e18, half-width of the policy's band around target at this NAV and price
    uint256 bandDelta;
    /// USDC 1e6 left in this epoch
    uint256 lossBudgetLeft;
    /// USDC 1e6 left in this epoch
    uint256 turnoverBudgetLeft;
    /// WETH 1e18 that a DE-RISK execution may still move delta away from target in this epoch
    uint256 deRiskDeltaBudgetLeft;
    bool stopped;
    bool reduceOnly;
}

/// @title The envelope the keeper cannot leave
interface IHedgePolicy is IPolicyErrors {
    /// @notice Reads price, venues and budgets. Never reverts.
    function read(address vault) external view returns (PolicyReading memory);

    /// @notice Whether this address may call execute on the vault.
    function isKeeper(address who) external view returns (bool);

    /// @notice Who may take the token that a leg to `target` spends, as the target's rule says.
    function spenderOf(address target) external view returns (address);

    /// @notice Called by the vault before the legs. Reverts with a named error when a leg is not allowed.
    function beforeExecution(
        Leg[] calldata legs,
        Bounds calldata bounds
    ) external returns (PolicyReading memory before);

    /// @notice Called by the vault after the legs. Reverts with a named error when the outcome is not allowed; burns budgets down.
    function afterExecution(
        PolicyReading calldata before,
        Bounds calldata bounds
    ) external returns (PolicyReading memory afterwards);
}
