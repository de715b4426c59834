// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {HedgePolicy} from "../../contracts/HedgePolicy.sol";
import {HedgeVault} from "../../contracts/HedgeVault.sol";
import {SpotGauge} from "../../contracts/gauges/SpotGauge.sol";
import {IVaultErrors} from "../../contracts/interfaces/Errors.sol";
import {IHedgePolicy} from "../../contracts/interfaces/IHedgePolicy.sol";
import {NO_CAP, Target} from "../../contracts/policy/PolicyTypes.sol";
import {PerpDoubleGauge} from "./support/Doubles.sol";
import {VaultFixture} from "./support/VaultFixture.sol";

/// What a share is worth, and what it can be exchanged for.
contract HedgeVaultTest is VaultFixture {
    function _fund(address who, uint256 amount) private {
        usdc.mint(who, amount);
        vm.prank(who);
        usdc.approve(address(vault), type(uint256).max);
    }

    function _deposit(address who, uint256 amount) private returns (uint256 shares) {
        _fund(who, amount);
        vm.prank(who);
        return vault.deposit(amount, who);
    }

    /// A second vault, empty, with the same policy numbers and only its idle tokens.
    function _emptyVault() private returns (HedgeVault fresh) {
        HedgePolicy freshPolicy = new HedgePolicy(address(this), guardian, source, limits(), Target(0, 0));
        fresh = new HedgeVault(usdc, address(weth), freshPolicy, address(this), "Fresh", "FRESH", 75);
        freshPolicy.bindVault(address(fresh));
        freshPolicy.addVenue(address(new SpotGauge("spot", weth, usdc)), NO_CAP, NO_CAP, 0);
    }

    // --- value and fees

    function test_ValueIsOracleNav() public {
        equal(vault.totalAssets(), NAV, "half USDC, half WETH");
        // a market may stand anywhere: only the oracle counts
        perpA.set(1e18, false);
        router.set(1e18);
        equal(vault.totalAssets(), NAV, "markets do not matter");
        setPrice(3000);
        equal(vault.totalAssets(), 1_250_000e6, "the oracle does");
    }

    function test_EnteringAndLeavingCostsTheFeeAndItStays() public {
        uint256 perShareBefore = vault.convertToAssets(1e12);
        uint256 shares = _deposit(bob, 100_000e6);
        near(vault.convertToAssets(shares), (uint256(100_000e6) * 10_000) / 10_075, 100e6, "worth after the entry fee");
        vm.prank(bob);
        uint256 back = vault.redeem(shares, bob, bob);
        near(back, (((uint256(100_000e6) * 10_000) / 10_075) * 10_000) / 10_075, 250e6, "after both fees");
        isTrue(vault.convertToAssets(1e12) > perShareBefore, "the fees stay with the other holders");
    }

    function test_PreviewsAreExact() public {
        _fund(bob, 200_000e6);
        vm.startPrank(bob);
        uint256 expected = vault.previewDeposit(50_000e6);
        equal(vault.deposit(50_000e6, bob), expected, "deposit");
        expected = vault.previewMint(10_000e12);
        equal(vault.mint(10_000e12, bob), expected, "mint");
        expected = vault.previewWithdraw(5000e6);
        equal(vault.withdraw(5000e6, bob, bob), expected, "withdraw");
        expected = vault.previewRedeem(5000e12);
        equal(vault.redeem(5000e12, bob, bob), expected, "redeem");
        vm.stopPrank();
    }

    function test_AFeeBelowTheFeedsDeviationIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.FeeOutOfRange.selector, 74, 75, 500));
        vault.setFees(74, 75);
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.FeeOutOfRange.selector, 501, 75, 500));
        vault.setFees(75, 501);
        vault.setFees(75, 100);
        equal(vault.exitFeeBps(), 100, "exit fee");
    }

    // --- what is free

    function test_OnlyIdleUsdcCanBeWithdrawn() public {
        equal(vault.maxWithdraw(alice), 500_000e6, "all idle USDC");
        hedge();
        equal(vault.maxWithdraw(alice), 300_000e6, "less what lies at venues");
        uint256 most = vault.maxRedeem(alice);
        vm.prank(alice);
        uint256 got = vault.redeem(most, alice, alice);
        near(got, 300_000e6, 2, "maxRedeem takes all of it");
        atMost(usdc.balanceOf(address(vault)), 2, "left");
        equal(vault.maxWithdraw(alice), usdc.balanceOf(address(vault)), "nothing more");
    }

    function test_ASmallHolderMayTakeAllLessTheFee() public {
        uint256 shares = _deposit(bob, 10_000e6);
        equal(vault.maxRedeem(bob), shares, "all shares");
        uint256 most = vault.maxWithdraw(bob);
        near(most, (uint256(10_000e6) * 10_000 * 10_000) / (10_075 * 10_075), 1e6, "less both fees");
        vm.prank(bob);
        vault.withdraw(most, bob, bob);
        atMost(vault.balanceOf(bob), 1e6, "dust of shares");
    }

    function testFuzz_MaxWithdrawAndMaxRedeemAlwaysWork(uint256 amount, uint256 margin, uint256 usd) public {
        amount = within(amount, 1e6, 5_000_000e6);
        _deposit(bob, amount);
        execute(one(deposit(perpA, within(margin, 1, 100_000e6))), deRisk());
        moveMarket(within(usd, 200, 20_000));
        uint256 most = vault.maxWithdraw(bob);
        vm.prank(bob);
        vault.withdraw(most, bob, bob);
        uint256 shares = vault.maxRedeem(bob);
        vm.prank(bob);
        vault.redeem(shares, bob, bob);
        shares = vault.maxRedeem(alice);
        vm.prank(alice);
        vault.redeem(shares, alice, alice);
    }

    // --- closed doors

    function _expectClosed(string memory why) private {
        equal(vault.maxDeposit(bob), 0, why);
        equal(vault.maxMint(bob), 0, why);
        equal(vault.maxWithdraw(alice), 0, why);
        equal(vault.maxRedeem(alice), 0, why);
        isTrue(vault.totalAssets() > 0, "totalAssets answers");
        _fund(bob, 1e6);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ERC4626.ERC4626ExceededMaxDeposit.selector, bob, 1e6, 0));
        vault.deposit(1e6, bob);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ERC4626.ERC4626ExceededMaxWithdraw.selector, alice, 1e6, 0));
        vault.withdraw(1e6, alice, alice);
        weth.mint(address(this), 1e18);
        weth.approve(address(vault), 1e18);
        vm.expectRevert(IVaultErrors.Closed.selector);
        vault.depositInKind(weth, 1e18, alice);
    }

    function test_ClosedWhileThePriceIsNotSure() public {
        vm.warp(START + 3601);
        _expectClosed("stale price");
        setPrice(2000);
        isTrue(vault.maxWithdraw(alice) > 0, "open again by itself");
    }

    function test_ClosedWhileStopped() public {
        vm.prank(guardian);
        policy.stop();
        _expectClosed("stopped");
    }

    function test_ClosedWhileAVenueIsUnreadable() public {
        gaugeB.behave(PerpDoubleGauge.Behaviour.REVERTS);
        _expectClosed("unreadable venue");
    }

    function test_ClosedWhileAVenueIsQuarantined() public {
        vm.prank(guardian);
        policy.quarantine(PERP_B);
        _expectClosed("quarantined venue");
    }

    // --- in kind

    function test_OpensWithWethAndARange() public {
        positions.mint(address(this), 1);
        positions.approve(address(vault), 1);
        uint256 supply = vault.totalSupply();
        uint256 shares = vault.depositNftInKind(positions, 1, alice);
        equal(vault.totalAssets(), NAV + 50_000e6, "nav");
        // 50,000 less 0.75 %, at the old price of a share
        near(shares, (supply * ((uint256(50_000e6) * 10_000) / 10_075)) / NAV, 1e9, "shares");
    }

    function test_InKindIsTheOwnersAlone() public {
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, bob));
        vault.depositInKind(weth, 1, bob);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, bob));
        vault.depositNftInKind(positions, 1, bob);
    }

    function test_WhatNoGaugeCountsMintsNothing() public {
        IERC20 other = IERC20(address(new SpotlessToken(address(this))));
        other.approve(address(vault), 1e18);
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.NothingGained.selector, NAV, NAV));
        vault.depositInKind(other, 1e18, alice);
    }

    function test_NobodyPushesPositionsAtTheVault() public {
        positions.mint(bob, 7);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.UnexpectedNft.selector, address(positions), 7));
        positions.safeTransferFrom(bob, address(vault), 7);
    }

    // --- attacks on the share price

    function test_InflatingAnEmptyVaultCostsTheAttackerMoreThanTheVictim() public {
        HedgeVault fresh = _emptyVault();
        usdc.mint(bob, 1_000_000e6);
        vm.startPrank(bob);
        usdc.approve(address(fresh), type(uint256).max);
        uint256 bobShares = fresh.deposit(2, bob);
        usdc.transfer(address(fresh), 100_000e6);
        vm.stopPrank();

        usdc.mint(alice, 10_000e6);
        vm.startPrank(alice);
        usdc.approve(address(fresh), type(uint256).max);
        uint256 aliceShares = fresh.deposit(10_000e6, alice);
        vm.stopPrank();

        isTrue(aliceShares > 0, "the victim got shares");
        uint256 aliceHas = fresh.convertToAssets(aliceShares);
        isTrue(aliceHas >= (uint256(10_000e6) * 98) / 100, "the victim lost more than fee and rounding");
        atMost(fresh.convertToAssets(bobShares), 99_000e6, "the attacker came out ahead");
    }

    function testFuzz_InflationNeverPays(uint256 first, uint256 donation, uint256 victim) public {
        HedgeVault fresh = _emptyVault();
        first = within(first, 1, 1_000_000e6);
        donation = within(donation, 0, 1_000_000e6);
        victim = within(victim, 1, 1_000_000e6);
        usdc.mint(bob, first + donation);
        vm.startPrank(bob);
        usdc.approve(address(fresh), first);
        fresh.deposit(first, bob);
        usdc.transfer(address(fresh), donation);
        vm.stopPrank();
        usdc.mint(alice, victim);
        vm.startPrank(alice);
        usdc.approve(address(fresh), victim);
        fresh.deposit(victim, alice);
        vm.stopPrank();
        uint256 most = fresh.maxRedeem(bob);
        vm.prank(bob);
        uint256 back = fresh.redeem(most, bob, bob);
        // the victim's entry fee is shared among holders: not more than that can be gained
        atMost(back, first + donation + (victim * 75) / 10_075 + 1, "back");
    }

    /// Whoever sees the next oracle answer before it is there, and it moves less than the feeds' deviation.
    function testFuzz_DepositingAheadOfAnOracleUpdateDoesNotPay(uint256 amount, uint256 up) public {
        amount = within(amount, 1e6, 100_000_000e6);
        // everything the vault has is ETH: the whole move is in the share price
        vm.prank(alice);
        vault.withdraw(490_000e6, alice, alice);
        uint256 shares = _deposit(bob, amount);
        ethUsd.set(int256(2000e8 + within(up, 0, (2000e8 * 75) / 10_000)), block.timestamp);
        vm.prank(bob);
        atMost(vault.redeem(shares, bob, bob), amount, "the depositor came out ahead");
    }

    function testFuzz_LeavingAheadOfAnOracleUpdateDoesNotPay(uint256 amount, uint256 down) public {
        uint256 shares = _deposit(bob, within(amount, 1e6, 400_000e6));
        vm.prank(bob);
        uint256 out = vault.redeem(shares / 2, bob, bob);
        ethUsd.set(int256(2000e8 - within(down, 0, (2000e8 * 75) / 10_000)), block.timestamp);
        uint256 had = vault.balanceOf(bob);
        vm.prank(bob);
        usdc.approve(address(vault), type(uint256).max);
        vm.prank(bob);
        vault.deposit(out, bob);
        atMost(vault.balanceOf(bob) - had, shares - had, "more shares than before");
    }

    function testFuzz_InAndOutNeverPays(uint256 amount, uint256 usd) public {
        moveMarket(within(usd, 2, 99_999));
        amount = within(amount, 1, 100_000_000e6);
        uint256 shares = _deposit(bob, amount);
        vm.prank(bob);
        atMost(vault.redeem(shares, bob, bob), amount, "came out ahead");
    }

    // --- the owner

    function test_TheOwnerCanPutAnotherPolicyInPlace() public {
        HedgePolicy next = new HedgePolicy(address(this), guardian, source, limits(), Target(0, 0));
        next.addVenue(address(new SpotGauge("spot", weth, usdc)), NO_CAP, NO_CAP, 0);
        next.bindVault(address(vault));
        vault.setPolicy(next);
        equal(vault.totalAssets(), NAV, "nav");
        vm.expectRevert(IVaultErrors.ZeroAddress.selector);
        vault.setPolicy(IHedgePolicy(address(0x1234)));
        vm.prank(keeper);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, keeper));
        vault.setPolicy(next);
    }

    function test_OwnershipMovesInTwoSteps() public {
        vault.transferOwnership(bob);
        equal(uint160(vault.owner()), uint160(address(this)), "still ours");
        vm.prank(bob);
        vault.acceptOwnership();
        equal(uint160(vault.owner()), uint160(bob), "his");
    }
}

/// A token that no gauge knows.
contract SpotlessToken {
    mapping(address => uint256) public balanceOf;

    constructor(address to) {
        balanceOf[to] = 1e18;
    }

    function approve(address, uint256) external pure returns (bool) {
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        return true;
    }
}
