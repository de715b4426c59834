// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IVaultErrors} from "../../contracts/interfaces/Errors.sol";
import {Bounds, Leg} from "../../contracts/interfaces/IHedgePolicy.sol";
import {VaultFixture} from "./support/VaultFixture.sol";

/// A thief has the keeper's key and an accomplice who makes both markets: every fill is at the worst price the
/// accomplice likes, and no rule pins it. Only the policy stands between them and the vault.
contract StolenKeyTest is VaultFixture {
    uint256 private constant ONE_EPOCH = NAV / 100;

    function _try(Leg[] memory legs, Bounds memory bounds) private returns (bool) {
        bytes32 intentId = nextIntent();
        uint256 sequence = vault.sequence();
        vm.prank(keeper);
        try vault.execute(intentId, sequence, block.timestamp, legs, bounds) {
            return true;
        } catch {
            return false;
        }
    }

    /// Sells at `discountBps` under the oracle, as often and as much as the policy lets it.
    function _sellBadly(uint256 discountBps) private {
        router.set((PRICE * (10_000 - discountBps)) / 10_000);
        for (uint256 amount = 200e18; amount > 1e12; amount /= 2) {
            while (_try(one(sellBase(amount)), routine())) {}
        }
    }

    function test_TheTheftOfOneEpochEndsAtItsBudget() public {
        _sellBadly(9900);
        uint256 lost = NAV - vault.totalAssets();
        atMost(lost, ONE_EPOCH, "lost");
        // the test would notice a budget that is never used: the thief does get nearly all of it
        isTrue(lost > (ONE_EPOCH * 99) / 100, "the thief tried in earnest");
    }

    function test_SmallDiscountsGetNoFurther() public {
        _sellBadly(500);
        atMost(NAV - vault.totalAssets(), ONE_EPOCH, "lost");
    }

    function test_WaitingGivesOneBudgetPerEpochAndTheGuardianEndsIt() public {
        _sellBadly(9900);
        vm.warp(START + 86_400);
        setPrice(2000);
        uint256 before = vault.totalAssets();
        _sellBadly(9900);
        atMost(NAV - vault.totalAssets(), ONE_EPOCH + before / 100, "lost in two epochs");
        vm.prank(guardian);
        policy.revokeKeeper(keeper);
        vm.warp(START + 2 * 86_400);
        setPrice(2000);
        refused(one(sellBase(1)), routine(), abi.encodeWithSelector(IVaultErrors.NotKeeper.selector, keeper));
    }

    function test_MoneyThatOnlyPassesThroughDoesNotWidenTheBudgets() public {
        usdc.mint(bob, 100_000_000e6);
        vm.startPrank(bob);
        usdc.approve(address(vault), 100_000_000e6);
        uint256 shares = vault.deposit(100_000_000e6, bob);
        vm.stopPrank();
        execute(new Leg[](0), deRisk());
        isTrue(policy.read(address(vault)).lossBudgetLeft > 1_000_000e6, "the epoch began with a large vault");
        vm.prank(bob);
        vault.redeem(shares, bob, bob);
        uint256 nav = vault.totalAssets();
        _sellBadly(9900);
        atMost(nav - vault.totalAssets(), nav / 100, "lost");
        isTrue(nav - vault.totalAssets() > (nav * 98) / 10_000, "the thief tried in earnest");
    }

    function test_TurningDeltaUpsideDownIsBoundedToo() public {
        hedge();
        // inside the band and by DE-RISK: as far as the thief can push delta away from the target
        while (_try(one(trade(perpA, 1e18)), routine())) {}
        while (_try(one(trade(perpA, 1e18)), deRisk())) {}
        uint256 away = uint256(policy.read(address(vault)).netDelta);
        atMost(away, 10e18 + 5e18, "band and de-risk budget");
    }

    function test_TakingMarginOutStopsAtTheFloor() public {
        hedge();
        for (uint256 amount = 100_000e6; amount > 1e6; amount /= 2) {
            while (_try(one(withdraw(perpA, amount)), deRisk())) {}
        }
        // 250,000 short: maintenance 15,625 and twice that must stay
        isTrue(perpA.equity(address(vault)) >= 31_250e6, "margin");
    }

    function test_FeedingOneVenueStopsAtItsCap() public {
        for (uint256 amount = 500_000e6; amount > 1e6; amount /= 2) {
            while (_try(one(deposit(perpA, amount)), deRisk())) {}
        }
        atMost(uint256(perpA.equity(address(vault))), 300_000e6, "equity at one venue");
        // so a venue that vanishes takes no more than its cap
        perpA.drain(address(vault));
        isTrue(vault.totalAssets() >= 700_000e6, "the rest is there");
    }

    function testFuzz_NoSequenceLosesMoreThanTheBudget(uint256 seed) public {
        uint256 before = vault.totalAssets();
        for (uint256 i = 0; i < 12; i++) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 fill = within(seed >> 8, 1e18, 10_000e18);
            perpA.set(fill, false);
            router.set(fill);
            int256 change = int256(within(seed >> 64, 0, 100e18)) - 50e18;
            uint256 amount = within(seed >> 128, 1, 200_000e6);
            Bounds memory bounds = seed % 2 == 0 ? routine() : deRisk();
            if (seed % 7 < 2) _try(two(deposit(perpA, amount), trade(perpA, change)), bounds);
            else if (seed % 7 < 4) _try(one(trade(perpA, change)), bounds);
            else if (seed % 7 < 5) _try(one(withdraw(perpA, amount)), bounds);
            else _try(one(sellBase(within(seed >> 192, 1, 100e18))), bounds);
        }
        uint256 afterwards = vault.totalAssets();
        if (afterwards < before) atMost(before - afterwards, ONE_EPOCH, "lost");
    }
}
