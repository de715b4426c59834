// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAggregatorProxy} from "../../external/chainlink/IAggregatorProxy.sol";

/// @title A double of Synthetix' exchange rates, for the test chain only
/// @notice Every rate it is asked for is that of one Chainlink feed, as sETH's was. Anybody may declare it invalid, as a
/// circuit breaker of the real one would.
contract ExchangeRatesDouble {
    IAggregatorProxy public immutable feed;
    bool public invalid;

    constructor(IAggregatorProxy feed_) {
        feed = feed_;
    }

    function declare(bool invalid_) external {
        invalid = invalid_;
    }

    /// @return rate sUSD for one, 1e18
    function rateAndInvalid(bytes32) external view returns (uint256 rate, bool isInvalid) {
        (, int256 answer, , , ) = feed.latestRoundData();
        return (uint256(answer) * 10 ** (18 - feed.decimals()), invalid);
    }
}
