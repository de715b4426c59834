// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Every error of HedgeVault
interface IVaultErrors {
    error NotKeeper(address caller);
    error IntentAlreadyExecuted(bytes32 intentId);
    error StaleSequence(uint256 expected, uint256 actual);
    error DeadlinePassed(uint256 deadline, uint256 timestamp);
    error TooManyLegs(uint256 legs, uint256 most);
    /// @notice A REQUIRED leg failed; `reason` is what its target reverted with.
    error RequiredLegFailed(uint256 index, bytes reason);
    /// @notice How simulateExecute always ends when the legs and the policy agree: what the lens returned to `lensCall` after the legs.
    error SimulationResult(bytes snapshot);
    /// @notice The lens itself failed after the legs and the policy agreed.
    error SimulationLensFailed(bytes reason);
    /// @notice Share value is not readable from inside a call that the vault is making.
    error ExecutionInProgress();
    /// @notice Deposits and withdrawals are closed: price not sure, a venue unreadable, or the policy stopped.
    error Closed();
    error NothingGained(uint256 navBefore, uint256 navAfter);
    error FeeOutOfRange(uint256 feeBps, uint256 leastBps, uint256 mostBps);
    error UnexpectedNft(address token, uint256 id);
    error ZeroAddress();
}

/// @title Every error of HedgePolicy
interface IPolicyErrors {
    error NotVault(address caller);
    error NotGuardian(address caller);
    error VaultAlreadyBound(address vault);
    error Stopped();

    // --- registration
    error ZeroAddressGiven();
    error NoCode(address where);
    error VenueUnknown(bytes32 venueId);
    error VenueExists(bytes32 venueId);
    error TooManyVenues(uint256 most);
    error VenueIdChanged(bytes32 expected, bytes32 actual);
    error TargetForbidden(address target);
    error BpsOutOfRange(uint256 bps, uint256 most);
    error CapMayOnlyFall(uint256 current, uint256 asked);
    error LimitOutOfRange();

    // --- before the legs
    error TargetUnknown(uint256 leg, address target);
    /// @notice The call rule for this target reverted; `reason` is its own error.
    error LegRefused(uint256 leg, bytes reason);
    /// @notice A venue that cannot be read may only be withdrawn from or tidied up.
    error UnreadableVenue(uint256 leg, bytes32 venueId);
    /// @notice Less gas than one gauge may need: an honest reading could look unreadable.
    error NotEnoughGas(uint256 left, uint256 needed);

    // --- after the legs
    /// @notice Neither inside the band nor nearer to the target at this price. Distances in WETH 1e18.
    error DeltaNotImproved(uint256 priceE18, uint256 distanceBefore, uint256 distanceAfter, uint256 band);
    error DeRiskBudgetExceeded(uint256 wanted, uint256 left);
    error LossBudgetExceeded(uint256 loss, uint256 left);
    error TurnoverBudgetExceeded(uint256 turnover, uint256 left);
    error LossAboveBound(uint256 loss, uint256 bound);
    error DeltaOutsideBounds(int256 delta, int256 least, int256 most);
    /// @notice A quarantined or unreadable venue, or one above its cap, may only shrink.
    error VenueMayOnlyShrink(bytes32 venueId);
    /// @notice Equity / maintenance is below the floor and did not rise. Basis points; 0 when equity is negative.
    error MarginFloorBroken(bytes32 venueId, uint256 ratioBps, uint256 floorBps);
    error EquityCapExceeded(bytes32 venueId, uint256 equity, uint256 cap);
    error ShortCapExceeded(bytes32 venueId, uint256 shortNotional, uint256 cap);
}
