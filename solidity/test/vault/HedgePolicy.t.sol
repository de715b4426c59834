// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IPolicyErrors, IVaultErrors} from "../../contracts/interfaces/Errors.sol";
import {VenueStatus} from "../../contracts/interfaces/IGauge.sol";
import {Bounds, Leg, Mode, PolicyReading, VenueReading} from "../../contracts/interfaces/IHedgePolicy.sol";
import {GaugeReader} from "../../contracts/policy/GaugeReader.sol";
import {PolicyAdmin} from "../../contracts/policy/PolicyAdmin.sol";
import {Limits, NO_CAP, Target} from "../../contracts/policy/PolicyTypes.sol";
import {PerpDoubleGauge, RouterDoubleRule} from "./support/Doubles.sol";
import {VaultFixture} from "./support/VaultFixture.sol";

/// Where the keeper may and may not end up. NAV 1,000,000 USDC, 250 WETH at 2000, band 2 % = 10 WETH.
contract HedgePolicyTest is VaultFixture {
    function _reading() private view returns (PolicyReading memory) {
        return policy.read(address(vault));
    }

    // --- reading

    function test_ReadsWhatTheVaultHolds() public view {
        PolicyReading memory reading = _reading();
        equal(reading.nav, NAV, "nav");
        equal(reading.netDelta, 250e18, "net delta");
        equal(reading.targetDelta, 0, "target");
        equal(reading.bandDelta, 10e18, "band");
        equal(reading.price.priceE18, PRICE, "price");
        isTrue(reading.price.sure, "sure");
        equal(reading.lowPriceE18, PRICE, "low");
        equal(reading.highPriceE18, PRICE, "high");
        equal(reading.lossBudgetLeft, 10_000e6, "loss budget");
        equal(reading.turnoverBudgetLeft, 2_000_000e6, "turnover budget");
        equal(reading.deRiskDeltaBudgetLeft, 5e18, "de-risk budget");
        equal(reading.venues.length, 4, "venues");
    }

    function test_ATargetMayBeAFixedAmountOrAShareOfNav() public {
        policy.setTarget(Target(40e18, 0));
        equal(_reading().targetDelta, 40e18, "fixed");
        policy.setTarget(Target(0, 10_000));
        equal(_reading().targetDelta, 500e18, "all of NAV in ETH");
        policy.setTarget(Target(-10e18, 5000));
        equal(_reading().targetDelta, 240e18, "both");
    }

    function test_ADoubtfulPriceIsReadAtBothEnds() public {
        vm.warp(START + 3601);
        PolicyReading memory reading = _reading();
        isTrue(!reading.price.sure, "sure");
        equal(reading.lowPriceE18, 1800e18, "low");
        equal(reading.highPriceE18, 2200e18, "high");
        equal(reading.navAtLow, 950_000e6, "nav at low");
        equal(reading.navAtHigh, 1_050_000e6, "nav at high");
        equal(reading.netDeltaAtLow, 250e18, "delta at low");
    }

    function test_WithoutAnyPriceTheLastSureOneStands() public {
        hedge();
        ethUsd.breakDown(true);
        PolicyReading memory reading = _reading();
        isTrue(!reading.price.sure, "sure");
        equal(reading.price.priceE18, PRICE, "last sure price");
        equal(reading.nav, NAV, "nav");
    }

    // --- an unreadable venue

    function test_AnUnreadableVenueCountsItsLastTotalsLessTheHaircut() public {
        hedge();
        for (uint256 i = 1; i < 5; i++) {
            gaugeA.behave(PerpDoubleGauge.Behaviour(i));
            PolicyReading memory reading = _reading();
            VenueReading memory venue = reading.venues[1];
            isTrue(!venue.readable, "readable");
            equal(venue.totals.delta, -62.5e18, "half of -125");
            equal(venue.totals.protocolEquity, 50_000e6, "half of the equity");
            equal(venue.totals.maintenance, 250_000e6 / 16, "maintenance in full");
            equal(reading.nav, NAV - 50_000e6, "nav");
            equal(reading.netDelta, 62.5e18, "net delta");
            equal(vault.totalAssets(), NAV - 50_000e6, "totalAssets answers");
        }
    }

    function test_ADrainedVenueCountsWhatIsThereAndAtMostWhatTheHaircutLeaves() public {
        hedge();
        gaugeA.drain(100_000e6, 1);
        _counts(0, 0, 10_000);
        // what is missing is rounded up: 2 of 3
        gaugeA.drain(3, 1);
        _counts(-41.6625e18, 33_330e6, 6_667);
        gaugeA.drain(100, 99);
        _counts(-62.5e18, 50_000e6, 5_000);
        gaugeA.drain(type(uint256).max, 0);
        _counts(0, 0, 10_000);
    }

    function test_WhatIsNoDrainIsTakenForUnreadable() public {
        hedge();
        gaugeA.drain(0, 0);
        _counts(-62.5e18, 50_000e6, 5_000);
        gaugeA.drain(5, 6);
        _counts(-62.5e18, 50_000e6, 5_000);
    }

    function _counts(int256 delta, int256 equity, uint256 haircutBps) private view {
        PolicyReading memory reading = _reading();
        VenueReading memory venue = reading.venues[1];
        isTrue(!venue.readable, "readable");
        equal(venue.totals.delta, delta, "delta");
        equal(venue.totals.protocolEquity, equity, "equity");
        equal(uint256(venue.haircutBps), haircutBps, "haircut");
        equal(int256(reading.nav), int256(NAV) - 100_000e6 + equity, "nav");
    }

    function test_AGaugeWhoseCodeChangedIsUnreadable() public {
        hedge();
        vm.etch(address(gaugeA), hex"60006000fd");
        isTrue(!_reading().venues[1].readable, "readable");
        equal(uint256(_reading().venues[1].status), uint256(VenueStatus.PAUSED), "status");
        // the owner can put another one in its place
        PerpDoubleGauge fresh = new PerpDoubleGauge("double:a", perpA);
        policy.replaceGauge(PERP_A, address(fresh));
        isTrue(_reading().venues[1].readable, "readable again");
    }

    function test_ADebtIsNotMadeSmallerByAHaircut() public {
        hedge();
        // the short has lost more than its margin, and was seen so
        moveMarket(3000);
        policy.record();
        gaugeA.behave(PerpDoubleGauge.Behaviour.REVERTS);
        equal(_reading().venues[1].totals.oracleNav, -25_000e6, "debt in full");
    }

    function test_NavIsNeverBelowZero() public {
        execute(two(deposit(perpA, 100_000e6), trade(perpA, -300e18)), routine());
        moveMarket(90_000);
        PolicyReading memory reading = _reading();
        isTrue(reading.navAtLow < 0, "the sum is negative");
        equal(reading.nav, 0, "nav");
        equal(vault.totalAssets(), 0, "totalAssets");
        isTrue(reading.price.sure, "not for doubt");
        equal(vault.maxDeposit(bob), 0, "nobody buys in at zero");
    }

    function test_AnUnreadableVenueCanBeTidiedAndLeftButNotTradedOrFed() public {
        hedge();
        gaugeA.behave(PerpDoubleGauge.Behaviour.REVERTS);
        refused(
            one(trade(perpA, 1e18)),
            deRisk(),
            abi.encodeWithSelector(IPolicyErrors.UnreadableVenue.selector, 0, PERP_A)
        );
        refused(
            one(deposit(perpA, 1e6)),
            deRisk(),
            abi.encodeWithSelector(IPolicyErrors.UnreadableVenue.selector, 0, PERP_A)
        );
        execute(one(withdraw(perpA, 10_000e6)), deRisk());
        // what the haircut took away from the hedge can be built up elsewhere
        execute(one(trade(perpB, -60e18)), routine());
    }

    function test_StarvingAGaugeOfGasIsNotAWayToMakeItUnreadable() public {
        Leg[] memory legs = one(trade(perpA, 0));
        bytes memory call = abi.encodeCall(vault.execute, ("starved", 0, block.timestamp, legs, deRisk()));
        uint256 reached;
        for (uint256 gas_ = 300_000; gas_ < 4_000_000; gas_ += 50_000) {
            vm.prank(keeper);
            (bool ok, bytes memory answer) = address(vault).call{gas: gas_}(call);
            if (ok) break;
            if (bytes4(answer) == IPolicyErrors.NotEnoughGas.selector) reached++;
        }
        isTrue(reached > 0, "never refused for gas");
        isTrue(vault.intentExecuted("starved"), "enough gas works");
        isTrue(_reading().venues[1].readable, "readable");
    }

    // --- ROUTINE

    function test_InsideTheBandAnythingGoes() public {
        hedge();
        execute(one(trade(perpA, 10e18)), routine());
        equal(_reading().netDelta, 10e18, "at the edge");
        refused(
            one(trade(perpA, 1)),
            routine(),
            abi.encodeWithSelector(IPolicyErrors.DeltaNotImproved.selector, PRICE, 10e18, 10e18 + 1, 10e18)
        );
    }

    function test_OutsideTheBandOnlyNearerCounts() public {
        execute(two(deposit(perpA, 100_000e6), trade(perpA, -1e18)), routine());
        equal(_reading().netDelta, 249e18, "nearer");
        refusedBy(one(trade(perpA, 0)), routine(), IPolicyErrors.DeltaNotImproved.selector);
        // past the target but nearer to it than before
        policy.setVenueCaps(PERP_A, NO_CAP, NO_CAP, 5000);
        execute(two(deposit(perpA, 300_000e6), trade(perpA, -300e18)), routine());
        equal(_reading().netDelta, -51e18, "other side");
    }

    function test_ReduceOnlyMeansNearerEvenInsideTheBand() public {
        hedge();
        execute(one(trade(perpA, 4e18)), routine());
        vm.prank(guardian);
        policy.setReduceOnly();
        refusedBy(one(trade(perpA, 1e18)), routine(), IPolicyErrors.DeltaNotImproved.selector);
        execute(one(trade(perpA, -2e18)), routine());
        equal(_reading().netDelta, 2e18, "nearer");
    }

    function test_KeeperBoundsTighten() public {
        Bounds memory bounds = routine();
        (bounds.minDeltaAfter, bounds.maxDeltaAfter) = (-1e18, 1e18);
        Leg[] memory legs = two(deposit(perpA, 100_000e6), trade(perpA, -248e18));
        refused(
            legs,
            bounds,
            abi.encodeWithSelector(IPolicyErrors.DeltaOutsideBounds.selector, int256(2e18), int256(-1e18), int256(1e18))
        );
        bounds = routine();
        bounds.maxLossQuote = 99e6;
        legs = one(sellBase(10e18));
        router.set(1990e18);
        refused(legs, bounds, abi.encodeWithSelector(IPolicyErrors.LossAboveBound.selector, 100e6, 99e6));
        bounds.maxLossQuote = 100e6;
        execute(legs, bounds);
    }

    // --- DE_RISK

    function test_DeRiskMovesDeltaOnlyWithinItsBudget() public {
        hedge();
        execute(one(trade(perpA, 3e18)), deRisk());
        equal(_reading().deRiskDeltaBudgetLeft, 2e18, "left");
        refused(
            one(trade(perpA, 3e18)),
            deRisk(),
            abi.encodeWithSelector(IPolicyErrors.DeRiskBudgetExceeded.selector, 3e18, 2e18)
        );
        // back towards the target costs nothing and gives nothing back
        execute(one(trade(perpA, -3e18)), deRisk());
        equal(_reading().deRiskDeltaBudgetLeft, 2e18, "still left");
        vm.warp(START + 86_400);
        setPrice(2000);
        equal(_reading().deRiskDeltaBudgetLeft, 5e18, "next epoch");
    }

    function test_ATopUpNeedsNoPrice() public {
        hedge();
        ethUsd.breakDown(true);
        vm.warp(START + 3 days);
        execute(one(deposit(perpA, 50_000e6)), deRisk());
        equal(perpA.cash(address(vault)), 400_000e6, "margin and what the short was sold for");
    }

    function test_ATopUpNeedsNoPriceEvenWhenThereNeverWasOne() public {
        ethUsd.breakDown(true);
        execute(one(deposit(perpA, 50_000e6)), deRisk());
        equal(perpA.cash(address(vault)), 50_000e6, "margin");
    }

    // --- doubt

    function test_InDoubtBeingInsideTheBandIsNotEnough() public {
        hedge();
        vm.warp(START + 3601);
        refusedBy(one(trade(perpA, 1e18)), routine(), IPolicyErrors.DeltaNotImproved.selector);
    }

    function test_InDoubtWhatReducesRiskAtEveryPriceIsDone() public {
        vm.warp(START + 3601);
        execute(two(deposit(perpA, 100_000e6), trade(perpA, -40e18)), routine());
        equal(_reading().netDelta, 210e18, "nearer at every price");
        // sold at 2000, it might have been worth 2200: what is not known counts as lost
        equal(_reading().lossBudgetLeft, 2000e6, "loss budget");
    }

    function test_InDoubtTheTargetIsJudgedAtBothEnds() public {
        // the target is worth 240 WETH at 2000, 264 at 1800 and 221 at 2200: selling helps only above
        policy.setTarget(Target(0, 4800));
        vm.warp(START + 3601);
        isTrue(_reading().netDelta > _reading().targetDelta, "above the target at the middle");
        refusedBy(
            two(deposit(perpA, 100_000e6), trade(perpA, -5e18)),
            routine(),
            IPolicyErrors.DeltaNotImproved.selector
        );
    }

    function test_InDoubtDeRiskingBurnsTheWorseOfBothEnds() public {
        policy.setTarget(Target(0, 4800));
        vm.warp(START + 3601);
        // 264 wanted at the low end, 221 at the high end: bought, it is nearer to the first and further from the second
        execute(two(deposit(perpA, 100_000e6), trade(perpA, 2e18)), deRisk());
        equal(_reading().deRiskDeltaBudgetLeft, 3e18, "left");
    }

    function test_InDoubtTheWorstLossCounts() public {
        // 20 WETH bought at 2000 are 4000 USDC too dear if a WETH is worth 1800
        policy.setTarget(Target(500e18, 0));
        vm.warp(START + 3601);
        Bounds memory bounds = routine();
        bounds.maxLossQuote = 3999e6;
        refused(
            two(deposit(perpA, 100_000e6), trade(perpA, 20e18)),
            bounds,
            abi.encodeWithSelector(IPolicyErrors.LossAboveBound.selector, 4000e6, 3999e6)
        );
    }

    function test_InDoubtARuleGetsNoPrice() public {
        vm.warp(START + 3601);
        refused(
            one(sellBase(1e18)),
            routine(),
            abi.encodeWithSelector(
                IPolicyErrors.LegRefused.selector,
                0,
                abi.encodeWithSelector(RouterDoubleRule.NoSurePrice.selector)
            )
        );
    }

    // --- caps, quarantine, margin

    function test_TheEquityCapHolds() public {
        refused(
            one(deposit(perpA, 300_001e6)),
            deRisk(),
            abi.encodeWithSelector(IPolicyErrors.EquityCapExceeded.selector, PERP_A, 300_001e6, 300_000e6)
        );
        execute(one(deposit(perpA, 300_000e6)), deRisk());
    }

    function test_TheShortCapHolds() public {
        // 10 % of a million is 50 WETH at 2000
        policy.setVenueCaps(PERP_A, 3000, 1000, 5000);
        refused(
            two(deposit(perpA, 100_000e6), trade(perpA, -50e18 - 5e14)),
            routine(),
            abi.encodeWithSelector(IPolicyErrors.ShortCapExceeded.selector, PERP_A, 100_001e6, 100_000e6)
        );
        execute(two(deposit(perpA, 100_000e6), trade(perpA, -50e18)), routine());
    }

    function test_AVenueAboveItsCapMayOnlyShrink() public {
        hedge();
        vm.prank(guardian);
        policy.lowerCaps(PERP_A, 500, 1000);
        refusedBy(one(trade(perpA, -1e18)), routine(), IPolicyErrors.ShortCapExceeded.selector);
        refusedBy(one(deposit(perpA, 300_000e6)), deRisk(), IPolicyErrors.EquityCapExceeded.selector);
        execute(two(trade(perpA, 50e18), trade(perpB, -50e18)), routine());
        execute(one(withdraw(perpA, 20_000e6)), deRisk());
        equal(perpA.size(address(vault)), -75e18, "smaller, and still above its cap");
    }

    function test_AboveItsCapAGoodFillIsNoGrowth() public {
        hedge();
        vm.prank(guardian);
        policy.lowerCaps(PERP_A, 500, 6000);
        // bought back 1 % under the oracle: the venue's equity grows by what was earned
        perpA.set(1980e18, false);
        execute(two(trade(perpA, 20e18), trade(perpB, -15e18)), routine());
        equal(_reading().venues[1].totals.oracleNav, 100_400e6, "400 earned");
        // money moved in is growth, however good the fill
        refusedBy(two(trade(perpA, 1e18), deposit(perpA, 1000e6)), routine(), IPolicyErrors.EquityCapExceeded.selector);
    }

    function test_AQuarantinedVenueMayOnlyShrink() public {
        hedge();
        vm.prank(guardian);
        policy.quarantine(PERP_A);
        refused(
            one(trade(perpA, -1e18)),
            routine(),
            abi.encodeWithSelector(IPolicyErrors.VenueMayOnlyShrink.selector, PERP_A)
        );
        execute(two(trade(perpA, 100e18), trade(perpB, -100e18)), routine());
        execute(one(withdraw(perpA, 50_000e6)), deRisk());
        equal(_reading().netDelta, 0, "moved over");
    }

    function test_TradingMoreUnderTheNameOfARescueIsGrowth() public {
        hedge();
        moveMarket(2500);
        vm.prank(guardian);
        policy.quarantine(PERP_A);
        // margin and size both up, the ratio from 1.9 to 3.4: under the ceiling
        refused(
            two(deposit(perpA, 30_000e6), trade(perpA, -1e18)),
            deRisk(),
            abi.encodeWithSelector(IPolicyErrors.VenueMayOnlyShrink.selector, PERP_A)
        );
    }

    function test_ARescueMayFeedARestrictedVenueUpToTheCeiling() public {
        hedge();
        moveMarket(2500);
        vm.prank(guardian);
        policy.quarantine(PERP_A);
        // equity 37,500 over maintenance 19,531: 1.92; the ceiling is 6
        execute(one(deposit(perpA, 50_000e6)), deRisk());
        refused(
            one(deposit(perpA, 40_000e6)),
            deRisk(),
            abi.encodeWithSelector(IPolicyErrors.VenueMayOnlyShrink.selector, PERP_A)
        );
        // without a position there is nothing to rescue
        vm.prank(guardian);
        policy.quarantine(PERP_B);
        execute(one(trade(perpB, 125e18)), deRiskWithin(125e18));
        refused(
            one(deposit(perpB, 1e6)),
            deRisk(),
            abi.encodeWithSelector(IPolicyErrors.VenueMayOnlyShrink.selector, PERP_B)
        );
    }

    /// Bounds for a move that the budget allows once the owner has widened it.
    function deRiskWithin(int256) private returns (Bounds memory) {
        Limits memory wide = limits();
        wide.deRiskBudgetBps = 10_000;
        policy.setLimits(wide);
        vm.warp(block.timestamp + 86_400);
        setPrice(2500);
        return deRisk();
    }

    function test_NoMarginBelowTheFloor() public {
        // 250,000 short: maintenance 15,625, floor 31,250
        execute(two(deposit(perpA, 60_000e6), trade(perpA, -125e18)), routine());
        refused(
            one(withdraw(perpA, 30_000e6)),
            deRisk(),
            abi.encodeWithSelector(IPolicyErrors.MarginFloorBroken.selector, PERP_A, 19_200, 20_000)
        );
        execute(one(withdraw(perpA, 28_750e6)), deRisk());
        // below it by the market, not by a call: reducing and topping up work, increasing does not
        moveMarket(2030);
        refusedBy(one(trade(perpA, -1e18)), routine(), IPolicyErrors.MarginFloorBroken.selector);
        execute(one(trade(perpA, 2e18)), deRisk());
        execute(one(deposit(perpA, 1000e6)), deRisk());
    }

    // --- budgets

    function test_TheLossBudgetBurnsDownAndComesBackWithTheEpoch() public {
        hedge();
        // sold 20 WETH at 1 % under the oracle: 400 lost
        router.set(1980e18);
        execute(one(sellBase(9e18)), routine());
        // 1 % of what is left of NAV, less what was lost
        equal(_reading().lossBudgetLeft, 9998.2e6 - 180e6, "left");
        router.set(1e18);
        refused(
            one(sellBase(5e18)),
            routine(),
            abi.encodeWithSelector(IPolicyErrors.LossBudgetExceeded.selector, 9995e6, 9818.2e6)
        );
        vm.warp(START + 86_400);
        setPrice(2000);
        equal(_reading().lossBudgetLeft, (NAV - 180e6) / 100, "next epoch");
    }

    function test_TheTurnoverBudgetBurnsDown() public {
        hedge();
        equal(_reading().turnoverBudgetLeft, 1_500_000e6, "half a million moved");
        // a shift from one venue to the other counts on both
        execute(two(trade(perpA, 125e18), trade(perpB, -100e18)), deRiskNearer());
        equal(_reading().turnoverBudgetLeft, 1_050_000e6, "left");
    }

    /// The shift above leaves 25 WETH open: more than the band, so the target moves with it.
    function deRiskNearer() private returns (Bounds memory) {
        policy.setTarget(Target(25e18, 0));
        return routine();
    }

    function test_LeavingTheTurnoverBudgetIsRefused() public {
        Limits memory tight = limits();
        tight.turnoverBudgetBps = 1000;
        policy.setLimits(tight);
        refused(
            two(deposit(perpA, 100_000e6), trade(perpA, -60e18)),
            routine(),
            abi.encodeWithSelector(IPolicyErrors.TurnoverBudgetExceeded.selector, 120_000e6, 100_000e6)
        );
        execute(two(deposit(perpA, 100_000e6), trade(perpA, -50e18)), routine());
    }

    function test_AVenueThatBecomesReadableCannotHideALoss() public {
        hedge();
        gaugeA.behave(PerpDoubleGauge.Behaviour.REVERTS);
        // while the router's price is bad, perp B's callback makes A readable again: +50,000 that nobody earned
        perpB.callBack(address(gaugeA), abi.encodeCall(PerpDoubleGauge.behave, (PerpDoubleGauge.Behaviour.HONEST)));
        router.set(900e18);
        refused(
            two(trade(perpB, -1e18), sellBase(10e18)),
            routine(),
            abi.encodeWithSelector(IPolicyErrors.LossBudgetExceeded.selector, 11_000e6, 9500e6)
        );
    }

    // --- who may change what

    function test_TheGuardianTightensAndNeverLoosens() public {
        vm.startPrank(guardian);
        policy.stop();
        policy.setReduceOnly();
        policy.quarantine(PERP_A);
        policy.lowerCaps(PERP_A, 2000, 6000);
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.CapMayOnlyFall.selector, 2000, 2001));
        policy.lowerCaps(PERP_A, 2001, 6000);
        bytes memory notOwner = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, guardian);
        vm.expectRevert(notOwner);
        policy.resume();
        vm.expectRevert(notOwner);
        policy.clearReduceOnly();
        vm.expectRevert(notOwner);
        policy.clearQuarantine(PERP_A);
        vm.expectRevert(notOwner);
        policy.setKeeper(guardian, true);
        vm.expectRevert(notOwner);
        policy.setVenueCaps(PERP_A, 3000, 6000, 0);
        vm.stopPrank();

        refused(new Leg[](0), deRisk(), abi.encodeWithSelector(IPolicyErrors.Stopped.selector));
        policy.resume();
        policy.clearReduceOnly();
        policy.clearQuarantine(PERP_A);
        execute(one(deposit(perpA, 1e6)), deRisk());
    }

    function test_ATimelockOwnsIt() public {
        address[] memory proposers = new address[](1);
        proposers[0] = bob;
        TimelockController timelock = new TimelockController(2 days, proposers, proposers, address(0));
        policy.transferOwnership(address(timelock));
        vm.startPrank(bob);
        bytes memory accept = abi.encodeCall(policy.acceptOwnership, ());
        timelock.schedule(address(policy), 0, accept, 0, 0, 2 days);
        vm.warp(START + 2 days);
        timelock.execute(address(policy), 0, accept, 0, 0);

        bytes memory raise = abi.encodeCall(policy.setVenueCaps, (PERP_A, 9000, 9000, 0));
        timelock.schedule(address(policy), 0, raise, 0, 0, 2 days);
        vm.expectPartialRevert(TimelockController.TimelockUnexpectedOperationState.selector);
        timelock.execute(address(policy), 0, raise, 0, 0);
        vm.warp(START + 4 days);
        timelock.execute(address(policy), 0, raise, 0, 0);
        vm.stopPrank();
        equal(policy.venue(PERP_A).equityCapBps, 9000, "raised, two days later");
        vm.prank(guardian);
        policy.lowerCaps(PERP_A, 0, 0);
        equal(policy.venue(PERP_A).equityCapBps, 0, "lowered at once");
    }

    function test_TheKeeperChangesNothing() public {
        vm.startPrank(keeper);
        bytes memory notGuardian = abi.encodeWithSelector(IPolicyErrors.NotGuardian.selector, keeper);
        vm.expectRevert(notGuardian);
        policy.stop();
        vm.expectRevert(notGuardian);
        policy.quarantine(PERP_A);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, keeper));
        policy.setLimits(limits());
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.NotVault.selector, keeper));
        policy.beforeExecution(new Leg[](0), routine());
        PolicyReading memory reading = _reading();
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.NotVault.selector, keeper));
        policy.afterExecution(reading, routine());
        vm.stopPrank();
    }

    function test_RegistrationRefusesWhatCannotBeMeant() public {
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.VenueExists.selector, PERP_A));
        policy.addVenue(address(gaugeA), 1, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.NoCode.selector, address(0x1234)));
        policy.addVenue(address(0x1234), 1, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.VenueIdChanged.selector, PERP_A, PERP_B));
        policy.replaceGauge(PERP_A, address(gaugeB));
        RouterDoubleRule rule = new RouterDoubleRule();
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.TargetForbidden.selector, address(vault)));
        policy.setCallRule(address(vault), rule, SPOT);
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.TargetForbidden.selector, address(policy)));
        policy.setCallRule(address(policy), rule, SPOT);
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.VenueUnknown.selector, bytes32("nothing")));
        policy.setCallRule(address(router), rule, "nothing");
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.VaultAlreadyBound.selector, address(vault)));
        policy.bindVault(address(vault));
        Limits memory bad = limits();
        bad.topUpCeilingBps = bad.marginFloorBps - 1;
        vm.expectRevert(IPolicyErrors.LimitOutOfRange.selector);
        policy.setLimits(bad);
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.BpsOutOfRange.selector, 10_001, 10_000));
        policy.setVenueCaps(PERP_A, 1, 1, 10_001);
    }

    function test_ARemovedVenueCountsNothingAndItsTargetsAreRefused() public {
        hedge();
        policy.removeVenue(PERP_A);
        equal(_reading().nav, NAV - 100_000e6, "nav");
        equal(_reading().venues.length, 3, "venues");
        refused(one(withdraw(perpA, 1)), deRisk(), abi.encodeWithSelector(IPolicyErrors.VenueUnknown.selector, PERP_A));
    }

    // --- fuzz

    /// Whatever a venue, the market and the clock do, reading never reverts and never goes below 0.
    function testFuzz_ReadNeverReverts(uint8 a, uint8 b, uint128 usd, uint32 later, bool broken) public {
        hedge();
        ethUsd.set(int256(uint256(usd)), block.timestamp);
        perpA.set(within(usd, 1, 1e27), a % 2 == 0);
        gaugeA.behave(PerpDoubleGauge.Behaviour(a % 5));
        gaugeB.behave(PerpDoubleGauge.Behaviour(b % 5));
        ethUsd.breakDown(broken);
        vm.warp(block.timestamp + later);
        equal(vault.totalAssets(), _reading().nav, "totalAssets");
        vault.maxDeposit(alice);
        vault.maxWithdraw(alice);
        vault.maxRedeem(alice);
    }

    /// A sequence of trades by any keeper leaves delta in the band or nearer than it was.
    function testFuzz_EveryRoutineTradeEndsInTheBandOrNearer(uint256 first, uint256 second) public {
        execute(one(deposit(perpA, 300_000e6)), deRisk());
        _tryTrade(int256(within(first, 0, 800e18)) - 400e18);
        _tryTrade(int256(within(second, 0, 800e18)) - 400e18);
    }

    function _tryTrade(int256 change) private {
        int256 before = _reading().netDelta;
        bytes32 intentId = nextIntent();
        uint256 sequence = vault.sequence();
        vm.prank(keeper);
        try vault.execute(intentId, sequence, block.timestamp, one(trade(perpA, change)), routine()) {
            int256 now_ = _reading().netDelta;
            uint256 distance = uint256(now_ < 0 ? -now_ : now_);
            uint256 distanceBefore = uint256(before < 0 ? -before : before);
            isTrue(distance <= _reading().bandDelta || distance < distanceBefore, "worse than before");
        } catch {
            equal(_reading().netDelta, before, "a refused trade left something behind");
        }
    }
}
