// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice What a trait says about who and what the protocol is.
/// CODE: the code that runs. CONTROL: who may change it. PRICE_SOURCE: whose prices it believes.
/// TERMS: fees, ratios, caps, and where they are kept. STOPPED: what is switched off now, 0 or 1.
enum TraitKind {
    CODE,
    CONTROL,
    PRICE_SOURCE,
    TERMS,
    STOPPED
}

/// @notice What a measure is counted in.
/// UTILISATION: basis points of what there is, 10000 is all of it. BACKSTOP: USDC 1e6 that stands between a loss and
/// those who have won, may be negative. BACKING: basis points of what is owed that is there. MARK_PRICE, INDEX_PRICE:
/// USDC for one WETH, 1e18: what the protocol trades at, and what its own oracle says.
enum MeasureKind {
    UTILISATION,
    BACKSTOP,
    BACKING,
    MARK_PRICE,
    INDEX_PRICE
}

/// @notice Something that stays as it is until somebody changes it.
struct Trait {
    TraitKind kind;
    /// what it is, in an operator's words; ASCII, zeros after it
    bytes32 label;
    /// an address, a number, a flag or a hash
    bytes32 value;
}

/// @notice Something that moves by itself and is judged by a limit.
struct Measure {
    MeasureKind kind;
    bytes32 label;
    int256 value;
}

/// @notice A protocol as somebody sees it who does not trust it.
struct Watch {
    Trait[] traits;
    Measure[] measures;
}

/// @title A gauge whose protocol can be watched
/// @notice Optional: a gauge without it is not watched. Labels differ from each other, and are the same, in the same
/// order, for as long as the gauge lives. At least one trait, at most 64, at most 16 measures. Reverts when any of it
/// cannot be read.
/// What is of kind CODE is also pinned by the gauge itself: `totals` reverts with `ProtocolChanged` from the moment it
/// differs from what it was when the gauge was made, so that the policy counts the venue less its haircut.
interface IWatched {
    /// @notice Other code runs than when this gauge was made: what it answers means nothing until somebody has looked.
    error ProtocolChanged(bytes32 expected, bytes32 actual);

    function watched() external view returns (Watch memory);
}
