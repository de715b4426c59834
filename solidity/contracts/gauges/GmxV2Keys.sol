// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Where GMX v2 keeps its numbers
/// @notice One store holds all of them, under the hash of a name or of a name and what it is for.
library GmxV2Keys {
    function named(string memory name) internal pure returns (bytes32) {
        return keccak256(abi.encode(name));
    }

    function ofMarket(string memory name, address market) internal pure returns (bytes32) {
        return keccak256(abi.encode(named(name), market));
    }

    function ofMarket(string memory name, address market, bool side) internal pure returns (bytes32) {
        return keccak256(abi.encode(named(name), market, side));
    }

    function openInterest(address market, address collateralToken, bool isLong) internal pure returns (bytes32) {
        return keccak256(abi.encode(named("OPEN_INTEREST"), market, collateralToken, isLong));
    }

    function feature(string memory name, address handler, uint256 orderType) internal pure returns (bytes32) {
        return keccak256(abi.encode(named(name), handler, orderType));
    }

    function position(
        address account,
        address market,
        address collateralToken,
        bool isLong
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(account, market, collateralToken, isLong));
    }
}
