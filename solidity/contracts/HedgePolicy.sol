// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {IVaultErrors} from "./interfaces/Errors.sol";
import {CallClass} from "./interfaces/ICallRule.sol";
import {GaugeTotals} from "./interfaces/IGauge.sol";
import {Bounds, IHedgePolicy, Leg, Mode, PolicyReading, VenueReading} from "./interfaces/IHedgePolicy.sol";
import {IHedgeVault} from "./interfaces/IHedgeVault.sol";
import {IPriceSource, OraclePrice} from "./interfaces/IPriceSource.sol";
import {GaugeReader} from "./policy/GaugeReader.sol";
import {PolicyAdmin} from "./policy/PolicyAdmin.sol";
import {BPS, Limits, NO_CAP, RecordedTotals, Spent, Target, Venue} from "./policy/PolicyTypes.sol";
import {Units} from "./policy/Units.sol";

/// @title The envelope the keeper cannot leave
/// @notice Before the legs, every call is decoded by the rule of its target. After the legs, the gauges say what
/// really happened, and an execution stands only when
///  - ROUTINE: net delta ends inside the band, or strictly nearer to the target than before. While the price is
///    not sure, or the policy is reduce-only, only "nearer" counts, at both ends of the plausible prices;
///  - DE_RISK: net delta moved away from the target by no more than what is left of the DE-RISK budget, at both ends;
///  - no venue that is quarantined, unreadable or above a cap grew, and no margin fell under the floor;
///  - NAV lost no more than the loss budget and the keeper's bound, and trades moved no more than the turnover budget.
/// An epoch begins with the first execution after the last one ended, so over any stretch as long as one epoch
/// at most two budgets can be spent.
contract HedgePolicy is IHedgePolicy, PolicyAdmin {
    using Math for uint256;
    using Units for uint256;
    using Units for int256;

    event EpochStarted(uint64 start, uint256 nav);
    event BudgetsBurned(uint256 loss, uint256 turnover, uint256 deRiskDelta);
    event TotalsRecorded(uint256 priceE18, bool sure);

    /// interest and rounding inside one transaction: 1e-9 WETH
    int256 public constant DELTA_DUST = 1e9;
    /// the same for equity: 0.001 USDC
    int256 public constant EQUITY_DUST = 1e3;

    /// @notice The last price that was sure, used while the source gives nothing at all.
    uint256 public lastSurePriceE18;
    Spent private _spent;

    /// bit i: the running execution has a leg of this class on venue i
    uint256 private transient _tradedVenues;
    uint256 private transient _toppedUpVenues;

    modifier onlyVault() {
        if (msg.sender != boundVault) revert NotVault(msg.sender);
        _;
    }

    constructor(
        address owner_,
        address guardian_,
        IPriceSource priceSource_,
        Limits memory limits_,
        Target memory target_
    ) PolicyAdmin(owner_, guardian_, priceSource_, limits_, target_) {}

    /// @inheritdoc IHedgePolicy
    function isKeeper(address who) external view returns (bool) {
        return _keepers[who];
    }

    /// @inheritdoc IHedgePolicy
    function spenderOf(address target) external view returns (address) {
        return _rules[target].rule.spender(target);
    }

    /// @inheritdoc IHedgePolicy
    function read(address vault) external view returns (PolicyReading memory) {
        return _readAt(vault, _price());
    }

    /// @notice Records the totals of every readable venue, so that a later haircut is taken off fresh numbers.
    /// Anyone may call it, but not from inside an execution.
    function record() external {
        if (IHedgeVault(boundVault).executing()) revert IVaultErrors.ExecutionInProgress();
        _record(_readAt(boundVault, _price()));
    }

    /// @inheritdoc IHedgePolicy
    function beforeExecution(
        Leg[] calldata legs,
        Bounds calldata
    ) external onlyVault returns (PolicyReading memory before) {
        if (stopped) revert Stopped();
        before = _readAt(msg.sender, _price());
        _startEpochIfDue(before);
        (_tradedVenues, _toppedUpVenues) = _checkLegs(legs, before);
    }

    /// @inheritdoc IHedgePolicy
    function afterExecution(
        PolicyReading calldata before,
        Bounds calldata bounds
    ) external onlyVault returns (PolicyReading memory afterwards) {
        // the same price before and after: only what the legs did may differ
        afterwards = _readAt(msg.sender, before.price);
        uint256 loss = _checkLoss(before, afterwards, bounds);
        uint256 turnover = _checkTurnover(before, afterwards);
        uint256 deRiskDelta = _checkDelta(before, afterwards, bounds);
        int256 navGained = afterwards.nav > before.nav ? int256(afterwards.nav - before.nav) : int256(0);
        for (uint256 i = 0; i < afterwards.venues.length; i++) {
            _checkVenue(i, before.venues[i], afterwards.venues[i], afterwards, navGained);
        }
        _burn(loss, turnover, deRiskDelta);
        _record(afterwards);
        (_tradedVenues, _toppedUpVenues) = (0, 0);
        _setBudgetsLeft(afterwards);
    }

    // --- reading

    function _price() private view returns (OraclePrice memory price) {
        price = GaugeReader.price(priceSource);
        if (price.priceE18 == 0) price.priceE18 = lastSurePriceE18;
    }

    function _readAt(address vault, OraclePrice memory price) private view returns (PolicyReading memory r) {
        r.price = price;
        r.venues = new VenueReading[](_venueIds.length);
        int256 nav;
        for (uint256 i = 0; i < r.venues.length; i++) {
            r.venues[i] = _readVenue(_venueIds[i], vault, price.priceE18);
            r.netDelta += r.venues[i].totals.delta;
            nav += r.venues[i].totals.oracleNav;
        }
        r.nav = nav.floorAtZero();
        r.targetDelta = _targetAt(r.nav, price.priceE18);
        r.bandDelta = r.nav.bpsDown(_limits.bandBps).toBaseDown(price.priceE18);
        _readInterval(vault, nav, r);
        _setBudgetsLeft(r);
        r.stopped = stopped;
        r.reduceOnly = reduceOnly;
    }

    function _readInterval(address vault, int256 nav, PolicyReading memory r) private view {
        uint256 priceE18 = r.price.priceE18;
        if (r.price.sure) {
            (r.lowPriceE18, r.netDeltaAtLow, r.navAtLow) = (priceE18, r.netDelta, nav);
            (r.highPriceE18, r.netDeltaAtHigh, r.navAtHigh) = (priceE18, r.netDelta, nav);
            return;
        }
        r.lowPriceE18 = priceE18.bpsDown(BPS - _limits.doubtBps);
        r.highPriceE18 = priceE18.bpsDown(BPS + _limits.doubtBps);
        (r.netDeltaAtLow, r.navAtLow) = _sumsAt(vault, r.lowPriceE18);
        (r.netDeltaAtHigh, r.navAtHigh) = _sumsAt(vault, r.highPriceE18);
    }

    function _sumsAt(address vault, uint256 priceE18) private view returns (int256 netDelta, int256 nav) {
        for (uint256 i = 0; i < _venueIds.length; i++) {
            (, GaugeTotals memory totals, ) = _totals(_venues[_venueIds[i]], vault, priceE18);
            netDelta += totals.delta;
            nav += totals.oracleNav;
        }
    }

    function _readVenue(bytes32 venueId, address vault, uint256 priceE18) private view returns (VenueReading memory r) {
        Venue storage venue_ = _venues[venueId];
        r.venueId = venueId;
        r.gauge = venue_.gauge;
        r.status = GaugeReader.status(venue_.gauge);
        (r.readable, r.totals, r.haircutBps) = _totals(venue_, vault, priceE18);
        r.quarantined = venue_.quarantined;
        r.equityCapBps = venue_.equityCapBps;
        r.shortCapBps = venue_.shortCapBps;
    }

    /// @return readable false: the gauge cannot be read
    /// @return totals what the gauge says; unreadable, the last recorded ones less the haircut
    /// @return haircutBps the owner's, or what the gauge says is gone of a drained protocol where that is more
    function _totals(
        Venue storage venue_,
        address vault,
        uint256 priceE18
    ) private view returns (bool readable, GaugeTotals memory totals, uint16 haircutBps) {
        uint256 missingBps;
        (readable, totals, missingBps) = GaugeReader.totals(venue_.gauge, venue_.gaugeCodeHash, vault, priceE18);
        // what is missing is at most everything, so it fits
        haircutBps = uint16(Math.max(venue_.haircutBps, missingBps));
        if (readable) return (true, totals, haircutBps);
        RecordedTotals memory last = venue_.last;
        totals.delta = (int256(last.delta) * int256(BPS - haircutBps)) / int256(BPS);
        totals.protocolEquity = _lessHaircut(last.protocolEquity, haircutBps);
        totals.maintenance = last.maintenance;
        totals.oracleNav = _lessHaircut(last.oracleNav, haircutBps);
    }

    /// @dev A debt is not made smaller by a haircut.
    function _lessHaircut(int256 amount, uint16 haircutBps) private pure returns (int256) {
        return amount <= 0 ? amount : (amount * int256(BPS - haircutBps)) / int256(BPS);
    }

    function _targetAt(uint256 nav, uint256 priceE18) private view returns (int256) {
        return int256(_target.fixedBase) + int256(nav.bpsDown(_target.navShareBps).toBaseDown(priceE18));
    }

    // --- before the legs

    function _checkLegs(
        Leg[] calldata legs,
        PolicyReading memory before
    ) private view returns (uint256 traded, uint256 toppedUp) {
        // without a sure price a rule gets none, and refuses what it could only judge by one
        uint256 priceE18 = before.price.sure ? before.price.priceE18 : 0;
        for (uint256 i = 0; i < legs.length; i++) {
            (uint256 venueIndex, CallClass class) = _checkLeg(i, legs[i], before, priceE18);
            if (class == CallClass.TRADE) traded |= 1 << venueIndex;
            if (class == CallClass.TOP_UP) toppedUp |= 1 << venueIndex;
        }
    }

    function _checkLeg(
        uint256 i,
        Leg calldata leg,
        PolicyReading memory before,
        uint256 priceE18
    ) private view returns (uint256 venueIndex, CallClass class) {
        TargetRule storage rule = _rules[leg.target];
        if (address(rule.rule) == address(0)) revert TargetUnknown(i, leg.target);
        bytes32 venueId = rule.venueId;
        while (venueIndex < before.venues.length && before.venues[venueIndex].venueId != venueId) venueIndex++;
        if (venueIndex == before.venues.length) revert VenueUnknown(venueId);
        try rule.rule.check(msg.sender, leg.target, leg.spendToken, leg.spendAmount, leg.data, priceE18) returns (
            CallClass class_
        ) {
            class = class_;
        } catch (bytes memory reason) {
            revert LegRefused(i, reason);
        }
        bool addsRisk = class == CallClass.TRADE || class == CallClass.TOP_UP;
        if (addsRisk && !before.venues[venueIndex].readable) revert UnreadableVenue(i, venueId);
    }

    // --- after the legs

    /// @dev NAV lost at the price, and while the price is not sure the worst over its plausible values. A venue that
    /// became readable or unreadable meanwhile may count as a loss but never as a gain.
    function _checkLoss(
        PolicyReading calldata before,
        PolicyReading memory afterwards,
        Bounds calldata bounds
    ) private pure returns (uint256 loss) {
        int256 lost;
        for (uint256 i = 0; i < afterwards.venues.length; i++) {
            VenueReading memory now_ = afterwards.venues[i];
            int256 part = before.venues[i].totals.oracleNav - now_.totals.oracleNav;
            if (part > 0 || before.venues[i].readable == now_.readable) lost += part;
        }
        if (!before.price.sure) {
            lost = SignedMath.max(lost, before.navAtLow - afterwards.navAtLow);
            lost = SignedMath.max(lost, before.navAtHigh - afterwards.navAtHigh);
        }
        loss = lost.floorAtZero();
        if (loss > bounds.maxLossQuote) revert LossAboveBound(loss, bounds.maxLossQuote);
        if (loss > before.lossBudgetLeft) revert LossBudgetExceeded(loss, before.lossBudgetLeft);
    }

    /// @dev Only trades turn over: a top-up in WETH moves delta between venues but needs no price and no budget.
    function _checkTurnover(
        PolicyReading calldata before,
        PolicyReading memory afterwards
    ) private view returns (uint256 turnover) {
        if (_tradedVenues == 0) return 0;
        uint256 moved;
        for (uint256 i = 0; i < afterwards.venues.length; i++) {
            moved += SignedMath.abs(afterwards.venues[i].totals.delta - before.venues[i].totals.delta);
        }
        turnover = moved.toQuoteUp(before.highPriceE18);
        if (turnover > before.turnoverBudgetLeft) revert TurnoverBudgetExceeded(turnover, before.turnoverBudgetLeft);
    }

    /// @return deRiskDelta WETH 1e18 that a DE_RISK execution moved away from the target
    function _checkDelta(
        PolicyReading calldata before,
        PolicyReading memory afterwards,
        Bounds calldata bounds
    ) private view returns (uint256 deRiskDelta) {
        int256 delta = afterwards.netDelta;
        if (delta < bounds.minDeltaAfter || delta > bounds.maxDeltaAfter) {
            revert DeltaOutsideBounds(delta, bounds.minDeltaAfter, bounds.maxDeltaAfter);
        }
        if (bounds.mode == Mode.ROUTINE && before.price.sure && !before.reduceOnly) {
            if (SignedMath.abs(delta - before.targetDelta) <= before.bandDelta) return 0;
        }
        uint256 atLow = _checkDeltaAt(
            bounds.mode,
            before.lowPriceE18,
            _targetAt(before.navAtLow.floorAtZero(), before.lowPriceE18),
            before.netDeltaAtLow,
            afterwards.netDeltaAtLow,
            before
        );
        if (before.price.sure) return atLow;
        uint256 atHigh = _checkDeltaAt(
            bounds.mode,
            before.highPriceE18,
            _targetAt(before.navAtHigh.floorAtZero(), before.highPriceE18),
            before.netDeltaAtHigh,
            afterwards.netDeltaAtHigh,
            before
        );
        return Math.max(atLow, atHigh);
    }

    function _checkDeltaAt(
        Mode mode,
        uint256 priceE18,
        int256 target_,
        int256 deltaBefore,
        int256 deltaAfter,
        PolicyReading calldata before
    ) private pure returns (uint256 movedAway) {
        uint256 budget = before.deRiskDeltaBudgetLeft;
        uint256 distanceBefore = SignedMath.abs(deltaBefore - target_);
        uint256 distanceAfter = SignedMath.abs(deltaAfter - target_);
        if (distanceAfter < distanceBefore) return 0;
        if (mode == Mode.ROUTINE) revert DeltaNotImproved(priceE18, distanceBefore, distanceAfter, before.bandDelta);
        movedAway = distanceAfter - distanceBefore;
        if (movedAway > budget) revert DeRiskBudgetExceeded(movedAway, budget);
    }

    /// @param navGained what the execution earned: a venue may grow by a good fill, not by money moved in
    function _checkVenue(
        uint256 i,
        VenueReading calldata before,
        VenueReading memory now_,
        PolicyReading memory afterwards,
        int256 navGained
    ) private view {
        _checkMargin(before, now_);
        bool rescue = _isRescue(i, before, now_);
        int256 most = before.totals.oracleNav + EQUITY_DUST + navGained;
        bool equityGrew = now_.totals.oracleNav > most && !rescue;
        bool deltaGrew = _grew(before.totals.delta, now_.totals.delta) && !rescue;
        if (now_.quarantined && (equityGrew || deltaGrew)) revert VenueMayOnlyShrink(now_.venueId);
        if (equityGrew && now_.equityCapBps != NO_CAP) {
            uint256 equity = now_.totals.oracleNav.floorAtZero();
            uint256 cap = afterwards.nav.bpsDown(now_.equityCapBps);
            if (equity > cap) revert EquityCapExceeded(now_.venueId, equity, cap);
        }
        int256 short_ = SignedMath.min(now_.totals.delta, 0);
        if (_grew(SignedMath.min(before.totals.delta, 0), short_) && now_.shortCapBps != NO_CAP) {
            uint256 notional = SignedMath.abs(short_).toQuoteUp(afterwards.highPriceE18);
            uint256 cap = afterwards.nav.bpsDown(now_.shortCapBps);
            if (notional > cap) revert ShortCapExceeded(now_.venueId, notional, cap);
        }
    }

    function _grew(int256 deltaBefore, int256 deltaAfter) private pure returns (bool) {
        return SignedMath.abs(deltaAfter) > SignedMath.abs(deltaBefore) + uint256(DELTA_DUST);
    }

    /// @dev Below the floor a venue may only get safer.
    function _checkMargin(VenueReading calldata before, VenueReading memory now_) private view {
        if (now_.totals.maintenance == 0 || !now_.readable) return;
        uint256 floorBps = _limits.marginFloorBps;
        if (!_ratioBelow(now_.totals, floorBps)) return;
        bool safer = before.totals.maintenance != 0 && !_lessSafe(before.totals, now_.totals);
        if (!safer) {
            uint256 equity = now_.totals.protocolEquity.floorAtZero();
            revert MarginFloorBroken(now_.venueId, Math.mulDiv(equity, BPS, now_.totals.maintenance), floorBps);
        }
    }

    /// @dev A top-up that lowers the risk of liquidation is allowed where growing is not: the venue was topped up
    /// and not traded on, had a maintenance requirement, is safer now, and stays under the ceiling.
    function _isRescue(uint256 i, VenueReading calldata before, VenueReading memory now_) private view returns (bool) {
        if (_toppedUpVenues & (1 << i) == 0 || _tradedVenues & (1 << i) != 0) return false;
        if (before.totals.maintenance == 0 || now_.totals.maintenance == 0) return false;
        uint256 ceilingBps = _venues[now_.venueId].topUpCeilingBps;
        if (ceilingBps == 0) ceilingBps = _limits.topUpCeilingBps;
        return !_lessSafe(before.totals, now_.totals) && _ratioBelow(now_.totals, ceilingBps);
    }

    /// @dev equity / maintenance fell: a / b < c / d as a * d < c * b, both maintenances above 0.
    function _lessSafe(GaugeTotals calldata before, GaugeTotals memory now_) private pure returns (bool) {
        int256 dust = EQUITY_DUST * int256(before.maintenance);
        return
            now_.protocolEquity * int256(before.maintenance) + dust < before.protocolEquity * int256(now_.maintenance);
    }

    function _ratioBelow(GaugeTotals memory totals, uint256 ratioBps) private pure returns (bool) {
        return totals.protocolEquity * int256(BPS) < int256(totals.maintenance * ratioBps);
    }

    // --- budgets and records

    /// @dev Budgets are parts of the smaller of NAV now and NAV when the epoch began: money that only passes through
    /// does not widen them.
    function _setBudgetsLeft(PolicyReading memory r) private view {
        uint256 nav = r.nav;
        Spent memory spent;
        if (_epochRuns()) {
            spent = _spent;
            nav = Math.min(nav, spent.epochNav);
        }
        r.lossBudgetLeft = nav.bpsDown(_limits.lossBudgetBps).saturatingSub(spent.loss);
        r.turnoverBudgetLeft = nav.bpsDown(_limits.turnoverBudgetBps).saturatingSub(spent.turnover);
        uint256 deRiskDelta = nav.bpsDown(_limits.deRiskBudgetBps).toBaseDown(r.price.priceE18);
        r.deRiskDeltaBudgetLeft = deRiskDelta.saturatingSub(spent.deRiskDelta);
    }

    function _epochRuns() private view returns (bool) {
        return _spent.epochStart != 0 && block.timestamp < uint256(_spent.epochStart) + _limits.epochSeconds;
    }

    function _startEpochIfDue(PolicyReading memory before) private {
        if (_epochRuns()) return;
        _spent = Spent(uint64(block.timestamp), before.nav, 0, 0, 0);
        emit EpochStarted(uint64(block.timestamp), before.nav);
    }

    function _burn(uint256 loss, uint256 turnover, uint256 deRiskDelta) private {
        _spent.loss += loss;
        _spent.turnover += turnover;
        _spent.deRiskDelta += deRiskDelta;
        emit BudgetsBurned(loss, turnover, deRiskDelta);
    }

    function _record(PolicyReading memory r) private {
        if (r.price.sure) lastSurePriceE18 = r.price.priceE18;
        for (uint256 i = 0; i < r.venues.length; i++) {
            VenueReading memory reading = r.venues[i];
            if (!reading.readable) continue;
            _venues[reading.venueId].last = RecordedTotals({
                delta: int128(reading.totals.delta),
                oracleNav: int128(reading.totals.oracleNav),
                protocolEquity: int128(reading.totals.protocolEquity),
                maintenance: uint128(reading.totals.maintenance),
                recordedAt: uint64(block.timestamp)
            });
        }
        emit TotalsRecorded(r.price.priceE18, r.price.sure);
    }
}
