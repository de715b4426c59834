// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Leg} from "../../contracts/interfaces/IHedgePolicy.sol";
import {PerpDoubleGauge} from "./support/Doubles.sol";
import {Checks} from "./support/Checks.sol";
import {VaultFixture} from "./support/VaultFixture.sol";

/// Everything that can happen to a vault: depositors come and go, markets and the oracle move, gauges break, the
/// guardian acts, and the keeper is a thief. Each action checks what it must leave alone; the rest is counted.
contract VaultWorld is VaultFixture {
    address[3] private _actors;
    mapping(address actor => uint256) public sharesOf;
    uint256 public supplied;

    uint256 public replaysThatRan;
    uint256 public lostThisEpoch;
    uint256 public epochBudget;
    uint256 public executions;
    uint256 private _epochEnd;

    function setUp() public override {
        super.setUp();
        _actors = [alice, bob, address(0xca)];
        sharesOf[alice] = vault.balanceOf(alice);
        supplied = vault.totalSupply();
        usdc.mint(address(router), 1e15);
    }

    // --- depositors

    function depositAs(uint256 who, uint256 amount) external {
        address actor = _actors[who % 3];
        amount = within(amount, 0, 2_000_000e6);
        uint256 perShare = _perShare();
        usdc.mint(actor, amount);
        vm.startPrank(actor);
        usdc.approve(address(vault), amount);
        try vault.deposit(amount, actor) returns (uint256 shares) {
            (sharesOf[actor], supplied) = (sharesOf[actor] + shares, supplied + shares);
            isTrue(_perShare() >= perShare, "a deposit took from the other holders");
        } catch {
            isTrue(vault.maxDeposit(actor) == 0 || amount == 0, "a deposit failed while open");
        }
        vm.stopPrank();
    }

    function redeemAs(uint256 who, uint256 part) external {
        address actor = _actors[who % 3];
        uint256 shares = within(part, 0, vault.maxRedeem(actor));
        uint256 perShare = _perShare();
        vm.prank(actor);
        vault.redeem(shares, actor, actor);
        (sharesOf[actor], supplied) = (sharesOf[actor] - shares, supplied - shares);
        isTrue(_perShare() >= perShare, "a redemption took from the other holders");
    }

    function withdrawAs(uint256 who, uint256 part) external {
        address actor = _actors[who % 3];
        uint256 amount = within(part, 0, vault.maxWithdraw(actor));
        uint256 perShare = _perShare();
        vm.prank(actor);
        uint256 shares = vault.withdraw(amount, actor, actor);
        (sharesOf[actor], supplied) = (sharesOf[actor] - shares, supplied - shares);
        isTrue(_perShare() >= perShare, "a withdrawal took from the other holders");
    }

    function donate(uint256 amount) external {
        usdc.mint(address(vault), within(amount, 0, 10_000e6));
    }

    // --- the thief with the keeper's key

    function tradeAs(uint256 which, uint256 change, uint256 fill, bool deRisk_) external {
        fill = within(fill, 100e18, 20_000e18);
        perpA.set(fill, perpA.paused());
        perpB.set(fill, perpB.paused());
        int256 base = int256(within(change, 0, 400e18)) - 200e18;
        _steal(one(trade(which % 2 == 0 ? perpA : perpB, base)), deRisk_);
    }

    function tradeAtTheOracle(uint256 which, uint256 change) external {
        perpA.set(policy.read(address(vault)).price.priceE18, false);
        perpB.set(policy.read(address(vault)).price.priceE18, false);
        int256 base = int256(within(change, 0, 400e18)) - 200e18;
        Leg memory margin = deposit(which % 2 == 0 ? perpA : perpB, 20_000e6);
        _steal(two(margin, trade(which % 2 == 0 ? perpA : perpB, base)), false);
    }

    function moveMarginAs(uint256 which, uint256 amount, bool in_) external {
        amount = within(amount, 1, 300_000e6);
        if (in_) _steal(one(deposit(which % 2 == 0 ? perpA : perpB, amount)), true);
        else _steal(one(withdraw(which % 2 == 0 ? perpA : perpB, amount)), true);
    }

    function swapAs(uint256 amount, uint256 fill) external {
        router.set(within(fill, 0, 20_000e18));
        _steal(one(sellBase(within(amount, 1, 100e18))), false);
    }

    function _steal(Leg[] memory legs, bool deRisk_) private {
        uint256 before = vault.totalAssets();
        bytes32 intentId = nextIntent();
        uint256 sequence = vault.sequence();
        vm.prank(keeper);
        try vault.execute(intentId, sequence, block.timestamp, legs, deRisk_ ? deRisk() : routine()) {
            executions++;
            if (block.timestamp >= _epochEnd) {
                (_epochEnd, lostThisEpoch, epochBudget) = (block.timestamp + 86_400, 0, before / 100);
            }
            uint256 afterwards = vault.totalAssets();
            if (afterwards < before) lostThisEpoch += before - afterwards;
            _replay(intentId, legs);
        } catch {
            equal(vault.totalAssets(), before, "a refused execution left something behind");
        }
    }

    function _replay(bytes32 intentId, Leg[] memory legs) private {
        uint256 sequence = vault.sequence();
        vm.prank(keeper);
        try vault.execute(intentId, sequence, block.timestamp, legs, deRisk()) {
            replaysThatRan++;
        } catch {}
    }

    // --- the world

    function moveOracle(uint256 usd) external {
        moveMarket(within(usd, 200, 20_000));
    }

    function wait(uint256 seconds_, bool fresh) external {
        vm.warp(block.timestamp + within(seconds_, 0, 2 days));
        if (fresh) setPrice(uint256(ethUsd.answer()) / 1e8);
    }

    function breakThings(uint256 how, bool pauseA, bool feed) external {
        gaugeA.behave(PerpDoubleGauge.Behaviour(how % 8 < 4 ? 0 : how % 5));
        perpA.set(perpA.fillPriceE18(), pauseA);
        ethUsd.breakDown(feed && how % 4 == 0);
    }

    function guard(uint256 how) external {
        vm.prank(guardian);
        if (how % 5 == 0) policy.setReduceOnly();
        else if (how % 5 == 1) policy.quarantine(PERP_B);
        else if (how % 5 == 2) policy.stop();
        else policy.lowerCaps(PERP_A, 0, 0);
        if (how % 2 == 0) return;
        policy.resume();
        policy.clearReduceOnly();
        policy.clearQuarantine(PERP_B);
        policy.setVenueCaps(PERP_A, 3000, 6000, 5000);
    }

    function _perShare() private view returns (uint256) {
        return vault.convertToAssets(1e30);
    }

    // --- what the invariants ask

    function unlike() external view returns (uint256 wrong) {
        for (uint256 i = 0; i < 3; i++) {
            if (vault.balanceOf(_actors[i]) != sharesOf[_actors[i]]) wrong++;
        }
        if (vault.totalSupply() != supplied) wrong++;
    }

    function approvalsLeft() external view returns (uint256) {
        return
            usdc.allowance(address(vault), address(perpA)) +
            usdc.allowance(address(vault), address(perpB)) +
            weth.allowance(address(vault), address(router));
    }

    function totalAssets() external view returns (uint256) {
        return vault.totalAssets();
    }

    function executing() external view returns (bool) {
        return vault.executing();
    }
}

contract VaultInvariantsTest is Checks {
    VaultWorld private world;

    function setUp() public {
        world = new VaultWorld();
        world.setUp();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(world);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        bytes4[] memory selectors = new bytes4[](12);
        selectors[0] = VaultWorld.depositAs.selector;
        selectors[1] = VaultWorld.redeemAs.selector;
        selectors[2] = VaultWorld.withdrawAs.selector;
        selectors[3] = VaultWorld.donate.selector;
        selectors[4] = VaultWorld.tradeAs.selector;
        selectors[5] = VaultWorld.tradeAtTheOracle.selector;
        selectors[6] = VaultWorld.moveMarginAs.selector;
        selectors[7] = VaultWorld.swapAs.selector;
        selectors[8] = VaultWorld.moveOracle.selector;
        selectors[9] = VaultWorld.wait.selector;
        selectors[10] = VaultWorld.breakThings.selector;
        selectors[11] = VaultWorld.guard.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(world), selectors);
    }

    /// Shares move only by their holder's own deposits and redemptions.
    function invariant_SharesCannotBeStolen() external view {
        equal(world.unlike(), 0, "balances that differ from what their holders did");
    }

    /// totalAssets answers whatever happened.
    function invariant_TotalAssetsNeverReverts() external view {
        world.totalAssets();
    }

    /// One intent runs once.
    function invariant_OneIntentOnce() external view {
        equal(world.replaysThatRan(), 0, "replays");
    }

    /// What executions cost in one epoch stays within its budget.
    function invariant_TheKeeperCannotTakeMoreThanTheBudget() external view {
        atMost(world.lostThisEpoch(), world.epochBudget(), "lost");
    }

    /// No approval outlives its leg, and no execution outlives its transaction.
    function invariant_NothingIsLeftOpen() external view {
        equal(world.approvalsLeft(), 0, "approvals");
        isTrue(!world.executing(), "executing");
    }
}
