// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {HedgePolicy} from "../../../contracts/HedgePolicy.sol";
import {HedgeVault} from "../../../contracts/HedgeVault.sol";
import {IAggregatorProxy} from "../../../contracts/external/chainlink/IAggregatorProxy.sol";
import {SpotGauge} from "../../../contracts/gauges/SpotGauge.sol";
import {Bounds, Leg, Mode} from "../../../contracts/interfaces/IHedgePolicy.sol";
import {ChainlinkPriceSource, FeedRule} from "../../../contracts/oracle/ChainlinkPriceSource.sol";
import {Limits, NO_CAP, Target} from "../../../contracts/policy/PolicyTypes.sol";
import {Checks} from "./Checks.sol";
import {
    FeedDouble,
    PerpDouble,
    PerpDoubleGauge,
    PerpDoubleRule,
    PositionDouble,
    PositionDoubleGauge,
    RouterDouble,
    RouterDoubleRule,
    TokenDouble
} from "./Doubles.sol";

/// A vault of about a million dollars, half of it WETH at 2000 USDC, with two perpetual venues and a router.
abstract contract VaultFixture is Checks {
    uint256 internal constant PRICE = 2000e18;
    uint256 internal constant START = 1_800_000_000;
    uint256 internal constant NAV = 1_000_000e6;
    bytes32 internal constant SPOT = keccak256("spot");
    bytes32 internal constant PERP_A = keccak256("double:a");
    bytes32 internal constant PERP_B = keccak256("double:b");

    address internal guardian = address(0x6a);
    address internal keeper = address(0x6b);
    address internal alice = address(0xa1);
    address internal bob = address(0xb0);

    TokenDouble internal usdc;
    TokenDouble internal weth;
    FeedDouble internal ethUsd;
    FeedDouble internal usdcUsd;
    ChainlinkPriceSource internal source;
    HedgePolicy internal policy;
    HedgeVault internal vault;
    PerpDouble internal perpA;
    PerpDouble internal perpB;
    PerpDoubleGauge internal gaugeA;
    PerpDoubleGauge internal gaugeB;
    RouterDouble internal router;
    PositionDouble internal positions;
    uint256 private _intents;

    function setUp() public virtual {
        vm.warp(START);
        usdc = new TokenDouble("USDC", 6);
        weth = new TokenDouble("WETH", 18);
        ethUsd = new FeedDouble(8, 2000e8);
        usdcUsd = new FeedDouble(8, 1e8);
        source = new ChainlinkPriceSource(
            FeedRule(IAggregatorProxy(address(ethUsd)), 3600, 1e8, 100_000e8),
            FeedRule(IAggregatorProxy(address(usdcUsd)), 86_400, 0.9e8, 1.1e8),
            IAggregatorProxy(address(0)),
            0
        );
        policy = new HedgePolicy(address(this), guardian, source, limits(), Target(0, 0));
        vault = new HedgeVault(usdc, address(weth), policy, address(this), "Evenkeel USDC", "ekUSDC", 75);
        policy.bindVault(address(vault));
        policy.setKeeper(keeper, true);
        _addVenues();
        _open();
    }

    function limits() internal pure virtual returns (Limits memory) {
        return
            Limits({
                bandBps: 200,
                lossBudgetBps: 100,
                turnoverBudgetBps: 20_000,
                deRiskBudgetBps: 100,
                doubtBps: 1000,
                marginFloorBps: 20_000,
                topUpCeilingBps: 60_000,
                epochSeconds: 86_400
            });
    }

    function _addVenues() private {
        perpA = new PerpDouble(usdc, PRICE);
        perpB = new PerpDouble(usdc, PRICE);
        gaugeA = new PerpDoubleGauge("double:a", perpA);
        gaugeB = new PerpDoubleGauge("double:b", perpB);
        router = new RouterDouble(weth, usdc, PRICE);
        positions = new PositionDouble();
        PerpDoubleRule perpRule = new PerpDoubleRule();
        policy.addVenue(address(new SpotGauge("spot", weth, usdc)), NO_CAP, NO_CAP, 0);
        policy.addVenue(address(gaugeA), 3000, 6000, 5000);
        policy.addVenue(address(gaugeB), 3000, 6000, 5000);
        policy.addVenue(address(new PositionDoubleGauge(positions)), NO_CAP, NO_CAP, 5000);
        policy.setCallRule(address(perpA), perpRule, PERP_A);
        policy.setCallRule(address(perpB), perpRule, PERP_B);
        policy.setCallRule(address(router), new RouterDoubleRule(), SPOT);
        usdc.mint(address(perpA), 10_000_000e6);
        usdc.mint(address(perpB), 10_000_000e6);
        usdc.mint(address(router), 10_000_000e6);
        weth.mint(address(router), 10_000e18);
    }

    /// Half a million USDC and 250 WETH, all shares Alice's; one epoch over, so that budgets are those of this NAV.
    function _open() private {
        usdc.mint(alice, 500_000e6);
        vm.startPrank(alice);
        usdc.approve(address(vault), type(uint256).max);
        vault.deposit(500_000e6, alice);
        vm.stopPrank();
        weth.mint(address(this), 250e18);
        weth.approve(address(vault), 250e18);
        vault.depositInKind(weth, 250e18, alice);
    }

    function setPrice(uint256 usd) internal {
        ethUsd.set(int256(usd * 1e8), block.timestamp);
        usdcUsd.set(1e8, block.timestamp);
    }

    /// The oracle and every market at one price.
    function moveMarket(uint256 usd) internal {
        setPrice(usd);
        perpA.set(usd * 1e18, perpA.paused());
        perpB.set(usd * 1e18, perpB.paused());
        router.set(usd * 1e18);
    }

    // --- legs and bounds

    function deposit(PerpDouble perp, uint256 amount) internal view returns (Leg memory) {
        return Leg(address(perp), address(usdc), amount, abi.encodeCall(PerpDouble.deposit, (amount)), true);
    }

    function withdraw(PerpDouble perp, uint256 amount) internal pure returns (Leg memory) {
        return Leg(address(perp), address(0), 0, abi.encodeCall(PerpDouble.withdraw, (amount)), true);
    }

    function trade(PerpDouble perp, int256 change) internal pure returns (Leg memory) {
        return Leg(address(perp), address(0), 0, abi.encodeCall(PerpDouble.trade, (change)), true);
    }

    function sellBase(uint256 amount) internal view returns (Leg memory) {
        return Leg(address(router), address(weth), amount, abi.encodeCall(RouterDouble.sellBase, (amount)), true);
    }

    function one(Leg memory a) internal pure returns (Leg[] memory legs) {
        legs = new Leg[](1);
        legs[0] = a;
    }

    function two(Leg memory a, Leg memory b) internal pure returns (Leg[] memory legs) {
        legs = new Leg[](2);
        (legs[0], legs[1]) = (a, b);
    }

    function routine() internal pure returns (Bounds memory) {
        return Bounds(Mode.ROUTINE, type(int256).min, type(int256).max, type(uint256).max);
    }

    function deRisk() internal pure returns (Bounds memory) {
        return Bounds(Mode.DE_RISK, type(int256).min, type(int256).max, type(uint256).max);
    }

    function execute(Leg[] memory legs, Bounds memory bounds) internal {
        bytes32 intentId = nextIntent();
        uint256 sequence = vault.sequence();
        vm.prank(keeper);
        vault.execute(intentId, sequence, block.timestamp, legs, bounds);
    }

    /// Expects the execution to end in exactly this error.
    function refused(Leg[] memory legs, Bounds memory bounds, bytes memory error_) internal {
        bytes32 intentId = nextIntent();
        uint256 sequence = vault.sequence();
        vm.prank(keeper);
        vm.expectRevert(error_);
        vault.execute(intentId, sequence, block.timestamp, legs, bounds);
    }

    /// Expects the execution to end in this error, whatever its numbers.
    function refusedBy(Leg[] memory legs, Bounds memory bounds, bytes4 selector) internal {
        bytes32 intentId = nextIntent();
        uint256 sequence = vault.sequence();
        vm.prank(keeper);
        vm.expectPartialRevert(selector);
        vault.execute(intentId, sequence, block.timestamp, legs, bounds);
    }

    function nextIntent() internal returns (bytes32) {
        return bytes32(++_intents);
    }

    /// The usual hedge: margin in, and the vault's 250 WETH sold short half on each venue.
    function hedge() internal {
        execute(two(deposit(perpA, 100_000e6), trade(perpA, -125e18)), routine());
        execute(two(deposit(perpB, 100_000e6), trade(perpB, -125e18)), routine());
    }
}
