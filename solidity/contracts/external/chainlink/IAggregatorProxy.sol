// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// A Chainlink feed as its readers see it.
interface IAggregatorProxy {
    function decimals() external view returns (uint8);

    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);

    function aggregator() external view returns (address);
}

/// Circuit values of an off-chain reporting aggregator.
interface IOffchainAggregator {
    function minAnswer() external view returns (int192);

    function maxAnswer() external view returns (int192);
}

/// Circuit values of an aggregator whose submitters write to it one by one.
interface ISubmissionAggregator {
    function minSubmissionValue() external view returns (int256);

    function maxSubmissionValue() external view returns (int256);
}
