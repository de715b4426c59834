// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IAggregatorProxy} from "../external/chainlink/IAggregatorProxy.sol";
import {IPriceSource, OraclePrice} from "../interfaces/IPriceSource.sol";

/// @notice One Chainlink feed and what its answer must satisfy.
struct FeedRule {
    IAggregatorProxy feed;
    /// seconds since its last update: the feed's heartbeat and some grace
    uint32 maxAge;
    /// answers at or beyond these circuit values are not believed, in the feed's own decimals
    int192 minAnswer;
    int192 maxAnswer;
}

/// @title USDC for one WETH from two Chainlink feeds, ETH/USD over USDC/USD
/// @notice read never reverts. An answer that is old, from the future, or at its circuit values still gives the number
/// but not sure; an answer that is missing or not positive gives 0. On a rollup an optional sequencer feed must say
/// "up", for at least the grace period.
contract ChainlinkPriceSource is IPriceSource {
    /// more than a feed proxy needs; a feed that uses it all is unusable, not fatal
    uint256 private constant FEED_GAS = 200_000;
    /// beyond this an answer is rubbish: keeps the product below 2^256
    int256 private constant MOST_ANSWER = int256(type(int128).max);

    IAggregatorProxy public immutable baseFeed;
    IAggregatorProxy public immutable quoteFeed;
    uint32 public immutable baseMaxAge;
    uint32 public immutable quoteMaxAge;
    int192 public immutable baseMinAnswer;
    int192 public immutable baseMaxAnswer;
    int192 public immutable quoteMinAnswer;
    int192 public immutable quoteMaxAnswer;
    /// zero address: no sequencer
    IAggregatorProxy public immutable sequencerFeed;
    uint32 public immutable sequencerGrace;
    /// numerator and denominator that bring both feeds' decimals together and the quotient to 1e18
    uint256 private immutable _numerator;
    uint256 private immutable _denominator;

    struct Answer {
        uint256 value;
        uint256 updatedAt;
        bool sure;
    }

    error BadFeedRule(address feed);

    /// @param base ETH/USD
    /// @param quote USDC/USD
    /// @param sequencerFeed_ zero where there is none
    /// @param sequencerGrace_ seconds the sequencer must have been up
    constructor(FeedRule memory base, FeedRule memory quote, IAggregatorProxy sequencerFeed_, uint32 sequencerGrace_) {
        _requireSound(base);
        _requireSound(quote);
        (baseFeed, baseMaxAge, baseMinAnswer, baseMaxAnswer) = (base.feed, base.maxAge, base.minAnswer, base.maxAnswer);
        quoteFeed = quote.feed;
        quoteMaxAge = quote.maxAge;
        (quoteMinAnswer, quoteMaxAnswer) = (quote.minAnswer, quote.maxAnswer);
        (sequencerFeed, sequencerGrace) = (sequencerFeed_, sequencerGrace_);
        _numerator = 1e18 * 10 ** quote.feed.decimals();
        _denominator = 10 ** base.feed.decimals();
    }

    /// @inheritdoc IPriceSource
    function read() external view returns (OraclePrice memory price) {
        Answer memory base = _answer(baseFeed, baseMaxAge, baseMinAnswer, baseMaxAnswer);
        Answer memory quote = _answer(quoteFeed, quoteMaxAge, quoteMinAnswer, quoteMaxAnswer);
        if (base.value == 0 || quote.value == 0) return price;
        // every factor is below 2^128: 18 decimals at most, so the numerator is 1e36 at most
        price.priceE18 = (base.value * _numerator) / (quote.value * _denominator);
        price.updatedAt = Math.min(base.updatedAt, quote.updatedAt);
        price.sure = price.priceE18 > 0 && base.sure && quote.sure && _sequencerUp();
    }

    function _answer(
        IAggregatorProxy feed,
        uint256 maxAge,
        int256 minAnswer,
        int256 maxAnswer
    ) private view returns (Answer memory read_) {
        (bool ok, int256 answer, , uint256 updatedAt) = _round(feed);
        if (!ok || answer <= 0 || answer > MOST_ANSWER) return read_;
        read_.value = uint256(answer);
        read_.updatedAt = updatedAt;
        bool fresh = updatedAt <= block.timestamp && block.timestamp - updatedAt <= maxAge;
        read_.sure = fresh && answer > minAnswer && answer < maxAnswer;
    }

    function _sequencerUp() private view returns (bool) {
        if (address(sequencerFeed) == address(0)) return true;
        // answer 0 is "up"; startedAt is since when, 0 before the first round
        (bool ok, int256 answer, uint256 startedAt, ) = _round(sequencerFeed);
        if (!ok || answer != 0 || startedAt == 0 || startedAt > block.timestamp) return false;
        return block.timestamp - startedAt >= sequencerGrace;
    }

    function _round(
        IAggregatorProxy feed
    ) private view returns (bool ok, int256 answer, uint256 startedAt, uint256 updatedAt) {
        bytes memory result;
        (ok, result) = address(feed).staticcall{gas: FEED_GAS}(abi.encodeCall(IAggregatorProxy.latestRoundData, ()));
        if (!ok || result.length != 160) return (false, 0, 0, 0);
        (, answer, startedAt, updatedAt, ) = abi.decode(result, (uint256, int256, uint256, uint256, uint256));
    }

    function _requireSound(FeedRule memory rule) private view {
        bool sound =
            address(rule.feed).code.length != 0 &&
                rule.maxAge != 0 &&
                rule.minAnswer > 0 &&
                rule.minAnswer < rule.maxAnswer;
        if (!sound || rule.feed.decimals() > 18) revert BadFeedRule(address(rule.feed));
    }
}
