// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAggregatorProxy} from "../../contracts/external/chainlink/IAggregatorProxy.sol";
import {OraclePrice} from "../../contracts/interfaces/IPriceSource.sol";
import {ChainlinkPriceSource, FeedRule} from "../../contracts/oracle/ChainlinkPriceSource.sol";
import {Checks} from "./support/Checks.sol";
import {FeedDouble} from "./support/Doubles.sol";

contract ChainlinkPriceSourceTest is Checks {
    uint256 private constant START = 1_800_000_000;

    FeedDouble private ethUsd;
    FeedDouble private usdcUsd;
    FeedDouble private sequencer;
    ChainlinkPriceSource private source;

    function setUp() public {
        vm.warp(START);
        ethUsd = new FeedDouble(8, 2000e8);
        usdcUsd = new FeedDouble(8, 1e8);
        sequencer = new FeedDouble(0, 0);
        source = _source(address(0));
    }

    function _source(address sequencer_) private returns (ChainlinkPriceSource) {
        return
            new ChainlinkPriceSource(
                FeedRule(IAggregatorProxy(address(ethUsd)), 3600, 100e8, 100_000e8),
                FeedRule(IAggregatorProxy(address(usdcUsd)), 86_400, 0.9e8, 1.1e8),
                IAggregatorProxy(sequencer_),
                1800
            );
    }

    function test_DividesTheFeeds() public {
        usdcUsd.set(0.98e8, START - 100);
        OraclePrice memory price = source.read();
        equal(price.priceE18, (uint256(2000e18) * 100) / 98, "price, rounded down");
        equal(price.updatedAt, START - 100, "the older of the two");
        isTrue(price.sure, "sure");
    }

    function test_FeedsOfOtherDecimals() public {
        ethUsd = new FeedDouble(18, 2000e18);
        usdcUsd = new FeedDouble(6, 1e6);
        source = new ChainlinkPriceSource(
            FeedRule(IAggregatorProxy(address(ethUsd)), 3600, 1e18, 1e23),
            FeedRule(IAggregatorProxy(address(usdcUsd)), 3600, 0.9e6, 1.1e6),
            IAggregatorProxy(address(0)),
            0
        );
        equal(source.read().priceE18, 2000e18, "price");
    }

    function _expectNotSure(uint256 priceE18, string memory why) private view {
        OraclePrice memory price = source.read();
        isTrue(!price.sure, why);
        equal(price.priceE18, priceE18, why);
    }

    function test_EachFeedHasItsAge() public {
        vm.warp(START + 3600);
        isTrue(source.read().sure, "at the heartbeat");
        vm.warp(START + 3601);
        _expectNotSure(2000e18, "one second late");
        ethUsd.set(2000e8, block.timestamp);
        isTrue(source.read().sure, "fresh again by itself");
        vm.warp(START + 86_401);
        ethUsd.set(2000e8, block.timestamp);
        _expectNotSure(2000e18, "the other feed");
    }

    function test_AnAnswerFromTheFutureIsNotBelieved() public {
        ethUsd.set(2000e8, START + 1);
        _expectNotSure(2000e18, "future");
    }

    function test_CircuitValuesAreNotBelieved() public {
        ethUsd.set(100e8, START);
        _expectNotSure(100e18, "at the least");
        ethUsd.set(100_000e8, START);
        _expectNotSure(100_000e18, "at the most");
        ethUsd.set(2000e8, START);
        usdcUsd.set(0.88e8, START);
        _expectNotSure((uint256(2000e18) * 100) / 88, "a depegged dollar");
    }

    function test_NoAnswerIsNoPrice() public {
        ethUsd.set(0, START);
        _expectNotSure(0, "zero");
        ethUsd.set(-1, START);
        _expectNotSure(0, "negative");
        ethUsd.set(type(int256).max, START);
        _expectNotSure(0, "absurd");
        ethUsd.set(2000e8, START);
        usdcUsd.breakDown(true);
        _expectNotSure(0, "broken");
        vm.etch(address(usdcUsd), hex"00");
        _expectNotSure(0, "no answer at all");
    }

    function test_TheSequencerMustBeUpForItsGrace() public {
        source = _source(address(sequencer));
        sequencer.set(0, START - 1799);
        _expectNotSure(2000e18, "just restarted");
        sequencer.set(0, START - 1800);
        isTrue(source.read().sure, "up for the grace period");
        sequencer.set(1, START - 7200);
        _expectNotSure(2000e18, "down");
        sequencer.set(0, 0);
        _expectNotSure(2000e18, "never started");
    }

    function test_ARuleThatCannotHoldIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(ChainlinkPriceSource.BadFeedRule.selector, address(ethUsd)));
        new ChainlinkPriceSource(
            FeedRule(IAggregatorProxy(address(ethUsd)), 3600, 2, 1),
            FeedRule(IAggregatorProxy(address(usdcUsd)), 3600, 1, 2),
            IAggregatorProxy(address(0)),
            0
        );
    }

    function testFuzz_ReadNeverReverts(int256 eth, int256 usdc, uint256 at, uint64 now_) public {
        vm.warp(now_);
        ethUsd.set(eth, at);
        usdcUsd.set(usdc, at);
        OraclePrice memory price = source.read();
        if (price.sure) isTrue(price.priceE18 > 0 && price.updatedAt <= now_, "sure of nothing");
    }
}
