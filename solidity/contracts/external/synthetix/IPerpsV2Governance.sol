// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// What Synthetix PerpsV2 tells about what it is made of.

interface IPerpsV2Proxy {
    struct Route {
        bytes4 selector;
        address implementation;
        bool isView;
    }

    function getAllTargets() external view returns (address[] memory);

    function getRoutesLength() external view returns (uint256);

    function getRoutesPage(uint256 index, uint256 pageSize) external view returns (Route[] memory);
}

interface IPerpsV2ExchangeRate {
    function offchainOracle() external view returns (address);
}

interface ISynthetixExchangeRates {
    function aggregators(bytes32 currencyKey) external view returns (address);
}
