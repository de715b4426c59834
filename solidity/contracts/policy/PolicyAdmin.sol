// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IPolicyErrors} from "../interfaces/Errors.sol";
import {ICallRule} from "../interfaces/ICallRule.sol";
import {IGauge} from "../interfaces/IGauge.sol";
import {IPriceSource} from "../interfaces/IPriceSource.sol";
import {BPS, Limits, Target, Venue} from "./PolicyTypes.sol";

/// @title Who may change what in the envelope
/// @notice The owner (a timelock) sets everything. The guardian acts at once and only tightens: stop, revoke a
/// keeper, force reduce-only, quarantine a venue, lower caps. The keeper changes nothing.
abstract contract PolicyAdmin is Ownable2Step, IPolicyErrors {
    /// @notice What a call to one target is checked by, and the venue it counts for.
    struct TargetRule {
        ICallRule rule;
        bytes32 venueId;
    }

    event VaultBound(address indexed vault);
    event KeeperSet(address indexed keeper, bool allowed);
    event GuardianSet(address indexed guardian);
    event PriceSourceSet(address indexed priceSource);
    event LimitsSet(Limits limits);
    event TargetSet(Target target);
    event VenueAdded(bytes32 indexed venueId, address gauge);
    event VenueRemoved(bytes32 indexed venueId);
    event VenueGaugeSet(bytes32 indexed venueId, address gauge);
    event VenueCapsSet(bytes32 indexed venueId, uint16 equityCapBps, uint16 shortCapBps, uint16 haircutBps);
    event TopUpCeilingSet(bytes32 indexed venueId, uint32 topUpCeilingBps);
    event VenueQuarantined(bytes32 indexed venueId, bool quarantined);
    event CallRuleSet(address indexed target, address indexed rule, bytes32 indexed venueId);
    event StoppedSet(bool stopped);
    event ReduceOnlySet(bool reduceOnly);

    uint256 public constant MAX_VENUES = 16;

    /// @notice The vault this envelope is for; set once.
    address public boundVault;
    address public guardian;
    IPriceSource public priceSource;
    bool public stopped;
    bool public reduceOnly;

    Limits internal _limits;
    Target internal _target;
    bytes32[] internal _venueIds;
    mapping(bytes32 venueId => Venue) internal _venues;
    mapping(address target => TargetRule) internal _rules;
    mapping(address who => bool) internal _keepers;

    modifier onlyGuardian() {
        if (msg.sender != guardian && msg.sender != owner()) revert NotGuardian(msg.sender);
        _;
    }

    constructor(
        address owner_,
        address guardian_,
        IPriceSource priceSource_,
        Limits memory limits_,
        Target memory target_
    ) Ownable(owner_) {
        _setGuardian(guardian_);
        _setPriceSource(priceSource_);
        _setLimits(limits_);
        _setTarget(target_);
    }

    // --- owner

    /// @notice Names the one vault this envelope judges. Once, since records and budgets are of that vault.
    function bindVault(address vault) external onlyOwner {
        if (boundVault != address(0)) revert VaultAlreadyBound(boundVault);
        if (vault.code.length == 0) revert NoCode(vault);
        boundVault = vault;
        emit VaultBound(vault);
    }

    /// @notice Lets an address call execute on the vault, or no longer.
    function setKeeper(address keeper, bool allowed) external onlyOwner {
        if (keeper == address(0)) revert ZeroAddressGiven();
        _keepers[keeper] = allowed;
        emit KeeperSet(keeper, allowed);
    }

    /// @notice Who may tighten at once.
    function setGuardian(address guardian_) external onlyOwner {
        _setGuardian(guardian_);
    }

    /// @notice Where the price comes from from now on; the last sure price stays until the new source gives one.
    function setPriceSource(IPriceSource priceSource_) external onlyOwner {
        _setPriceSource(priceSource_);
    }

    /// @notice Holds at once; what the running epoch has spent stays spent.
    function setLimits(Limits calldata limits_) external onlyOwner {
        _setLimits(limits_);
    }

    /// @notice What net delta the vault wants to keep.
    function setTarget(Target calldata target_) external onlyOwner {
        _setTarget(target_);
    }

    /// @param gauge its venueId() names the venue
    /// @param equityCapBps part of NAV the venue's equity may reach; NO_CAP for none
    /// @param shortCapBps part of NAV the venue's short notional may reach; NO_CAP for none
    /// @param haircutBps part taken off its last totals while it cannot be read
    function addVenue(
        address gauge,
        uint16 equityCapBps,
        uint16 shortCapBps,
        uint16 haircutBps
    ) external onlyOwner returns (bytes32 venueId) {
        if (gauge.code.length == 0) revert NoCode(gauge);
        if (_venueIds.length == MAX_VENUES) revert TooManyVenues(MAX_VENUES);
        venueId = IGauge(gauge).venueId();
        if (_venues[venueId].gauge != address(0)) revert VenueExists(venueId);
        _venueIds.push(venueId);
        _venues[venueId].gauge = gauge;
        _venues[venueId].gaugeCodeHash = gauge.codehash;
        emit VenueAdded(venueId, gauge);
        _setCaps(venueId, equityCapBps, shortCapBps, haircutBps);
    }

    /// @notice Writes the venue off: it counts nothing from now on, and calls to its targets are refused.
    function removeVenue(bytes32 venueId) external onlyOwner {
        _known(venueId);
        uint256 last = _venueIds.length - 1;
        for (uint256 i = 0; i < last; i++) {
            if (_venueIds[i] == venueId) {
                _venueIds[i] = _venueIds[last];
                break;
            }
        }
        _venueIds.pop();
        delete _venues[venueId];
        emit VenueRemoved(venueId);
    }

    /// @notice Puts another gauge in place for the same venue; its last recorded totals stay.
    function replaceGauge(bytes32 venueId, address gauge) external onlyOwner {
        Venue storage known = _known(venueId);
        if (gauge.code.length == 0) revert NoCode(gauge);
        bytes32 actual = IGauge(gauge).venueId();
        if (actual != venueId) revert VenueIdChanged(venueId, actual);
        known.gauge = gauge;
        known.gaugeCodeHash = gauge.codehash;
        emit VenueGaugeSet(venueId, gauge);
    }

    /// @notice Caps and haircut as in addVenue. A venue that is above a new cap may only shrink.
    function setVenueCaps(
        bytes32 venueId,
        uint16 equityCapBps,
        uint16 shortCapBps,
        uint16 haircutBps
    ) external onlyOwner {
        _known(venueId);
        _setCaps(venueId, equityCapBps, shortCapBps, haircutBps);
    }

    /// @notice How far a venue that may only shrink can still be topped up, as equity / maintenance in basis points.
    /// Protocols differ: an Aave loan of threshold 82.5 % without debt would be 57,000, a Perp v2 short without leverage
    /// 160,000. 0 takes the common ceiling of Limits.
    function setTopUpCeiling(bytes32 venueId, uint32 topUpCeilingBps) external onlyOwner {
        Venue storage known = _known(venueId);
        if (topUpCeilingBps != 0 && topUpCeilingBps < _limits.marginFloorBps) revert LimitOutOfRange();
        known.topUpCeilingBps = topUpCeilingBps;
        emit TopUpCeilingSet(venueId, topUpCeilingBps);
    }

    /// @notice Which rule judges calls to `callee`, and the venue such calls count for. A zero rule forbids the target.
    function setCallRule(address callee, ICallRule rule, bytes32 venueId) external onlyOwner {
        if (callee == address(this) || callee == boundVault || callee == address(0)) revert TargetForbidden(callee);
        if (address(rule) == address(0)) {
            delete _rules[callee];
            emit CallRuleSet(callee, address(0), bytes32(0));
            return;
        }
        _known(venueId);
        if (callee.code.length == 0) revert NoCode(callee);
        if (address(rule).code.length == 0) revert NoCode(address(rule));
        _rules[callee] = TargetRule({rule: rule, venueId: venueId});
        emit CallRuleSet(callee, address(rule), venueId);
    }

    /// @notice Ends a stop.
    function resume() external onlyOwner {
        stopped = false;
        emit StoppedSet(false);
    }

    /// @notice Ends reduce-only.
    function clearReduceOnly() external onlyOwner {
        reduceOnly = false;
        emit ReduceOnlySet(false);
    }

    /// @notice Lets the venue grow again.
    function clearQuarantine(bytes32 venueId) external onlyOwner {
        _known(venueId).quarantined = false;
        emit VenueQuarantined(venueId, false);
    }

    // --- guardian (or owner), at once

    /// @notice Nothing executes and the vault neither takes nor gives money until the owner resumes.
    function stop() external onlyGuardian {
        stopped = true;
        emit StoppedSet(true);
    }

    /// @notice Takes the permission to execute away; only the owner gives it back.
    function revokeKeeper(address keeper) external onlyGuardian {
        _keepers[keeper] = false;
        emit KeeperSet(keeper, false);
    }

    /// @notice Only what reduces |net delta - target|, and DE-RISK within its budget, until the owner clears it.
    function setReduceOnly() external onlyGuardian {
        reduceOnly = true;
        emit ReduceOnlySet(true);
    }

    /// @notice The venue may only shrink until the owner clears it.
    function quarantine(bytes32 venueId) external onlyGuardian {
        _known(venueId).quarantined = true;
        emit VenueQuarantined(venueId, true);
    }

    /// @notice Lowers caps; neither may rise.
    function lowerCaps(bytes32 venueId, uint16 equityCapBps, uint16 shortCapBps) external onlyGuardian {
        Venue storage known = _known(venueId);
        if (equityCapBps > known.equityCapBps) revert CapMayOnlyFall(known.equityCapBps, equityCapBps);
        if (shortCapBps > known.shortCapBps) revert CapMayOnlyFall(known.shortCapBps, shortCapBps);
        _setCaps(venueId, equityCapBps, shortCapBps, known.haircutBps);
    }

    // --- reading the configuration

    function limits() external view returns (Limits memory) {
        return _limits;
    }

    function target() external view returns (Target memory) {
        return _target;
    }

    /// @notice In the order of PolicyReading.venues.
    function venueIds() external view returns (bytes32[] memory) {
        return _venueIds;
    }

    function venue(bytes32 venueId) external view returns (Venue memory) {
        return _venues[venueId];
    }

    function callRule(address callee) external view returns (TargetRule memory) {
        return _rules[callee];
    }

    // --- shared

    function _known(bytes32 venueId) internal view returns (Venue storage venue_) {
        venue_ = _venues[venueId];
        if (venue_.gauge == address(0)) revert VenueUnknown(venueId);
    }

    function _setGuardian(address guardian_) private {
        if (guardian_ == address(0)) revert ZeroAddressGiven();
        guardian = guardian_;
        emit GuardianSet(guardian_);
    }

    function _setPriceSource(IPriceSource priceSource_) private {
        if (address(priceSource_).code.length == 0) revert NoCode(address(priceSource_));
        priceSource = priceSource_;
        emit PriceSourceSet(address(priceSource_));
    }

    function _setLimits(Limits memory limits_) private {
        if (
            limits_.bandBps > BPS ||
            limits_.lossBudgetBps > BPS ||
            limits_.deRiskBudgetBps > BPS ||
            limits_.doubtBps == 0 ||
            limits_.doubtBps >= BPS ||
            limits_.marginFloorBps < BPS ||
            limits_.topUpCeilingBps < limits_.marginFloorBps ||
            limits_.epochSeconds == 0
        ) revert LimitOutOfRange();
        _limits = limits_;
        emit LimitsSet(limits_);
    }

    function _setTarget(Target memory target_) private {
        if (target_.navShareBps > BPS) revert BpsOutOfRange(target_.navShareBps, BPS);
        _target = target_;
        emit TargetSet(target_);
    }

    function _setCaps(bytes32 venueId, uint16 equityCapBps, uint16 shortCapBps, uint16 haircutBps) private {
        if (haircutBps > BPS) revert BpsOutOfRange(haircutBps, BPS);
        Venue storage venue_ = _venues[venueId];
        venue_.equityCapBps = equityCapBps;
        venue_.shortCapBps = shortCapBps;
        venue_.haircutBps = haircutBps;
        emit VenueCapsSet(venueId, equityCapBps, shortCapBps, haircutBps);
    }
}
