// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// one whole, in basis points
uint256 constant BPS = 10_000;
// a cap of this many basis points is no cap
uint16 constant NO_CAP = type(uint16).max;

/// @notice The numbers of the envelope.
struct Limits {
    /// half-width of the band around the target, basis points of NAV in delta notional
    uint16 bandBps;
    /// NAV that executions may lose in one epoch, basis points
    uint16 lossBudgetBps;
    /// delta notional that trades may move in one epoch, summed over venues, basis points of NAV
    uint32 turnoverBudgetBps;
    /// delta notional that DE-RISK executions may move away from the target in one epoch, basis points of NAV
    uint16 deRiskBudgetBps;
    /// half-width of the plausible prices while the price is not sure, basis points of the price
    uint16 doubtBps;
    /// equity / maintenance below which a venue may only get safer, basis points (20000 = twice maintenance)
    uint32 marginFloorBps;
    /// equity / maintenance up to which a restricted venue may still be topped up, basis points; a venue may have its own
    uint32 topUpCeilingBps;
    /// length of an epoch, seconds
    uint32 epochSeconds;
}

/// @notice What the vault wants to keep: target delta = fixedBase + navShareBps of NAV in WETH.
/// 0 and 0 is a dollar vault; 0 and 10000 is a vault whose whole value stays ETH.
struct Target {
    /// WETH 1e18, signed
    int128 fixedBase;
    /// basis points of NAV
    uint16 navShareBps;
}

/// @notice The last readable totals of a venue. Clamped when read, so 128 bits are enough.
struct RecordedTotals {
    int128 delta;
    int128 oracleNav;
    int128 protocolEquity;
    uint128 maintenance;
    uint64 recordedAt;
}

/// @notice One venue as it is configured.
struct Venue {
    address gauge;
    uint16 equityCapBps;
    uint16 shortCapBps;
    uint16 haircutBps;
    bool quarantined;
    /// this venue's own Limits.topUpCeilingBps; 0 for the common one
    uint32 topUpCeilingBps;
    /// code of the gauge when it was registered: any other code is unreadable
    bytes32 gaugeCodeHash;
    RecordedTotals last;
}

/// @notice What the current epoch has used up.
struct Spent {
    /// seconds
    uint64 epochStart;
    /// USDC 1e6: NAV when the epoch began
    uint256 epochNav;
    /// USDC 1e6
    uint256 loss;
    /// USDC 1e6
    uint256 turnover;
    /// WETH 1e18
    uint256 deRiskDelta;
}
