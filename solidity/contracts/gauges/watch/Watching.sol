// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWatched, Measure, MeasureKind, Trait, TraitKind} from "../../interfaces/IWatched.sol";

/// @notice The owner of upgradeable proxies, where that is a contract of its own, as OpenZeppelin made them up to 4.9.
interface IProxyAdmin {
    /// reverts where it is not the admin of that proxy
    function getProxyImplementation(address proxy) external view returns (address);

    function owner() external view returns (address);
}

interface IOwned {
    function owner() external view returns (address);
}

/// @title What the watches of all protocols are put together from
library Watching {
    function trait(TraitKind kind, bytes32 label, bytes32 value) internal pure returns (Trait memory) {
        return Trait(kind, label, value);
    }

    function trait(TraitKind kind, bytes32 label, address value) internal pure returns (Trait memory) {
        return Trait(kind, label, bytes32(uint256(uint160(value))));
    }

    function trait(TraitKind kind, bytes32 label, uint256 value) internal pure returns (Trait memory) {
        return Trait(kind, label, bytes32(value));
    }

    function flag(bytes32 label, bool stopped) internal pure returns (Trait memory) {
        return Trait(TraitKind.STOPPED, label, bytes32(uint256(stopped ? 1 : 0)));
    }

    function owner(bytes32 label, address contract_) internal view returns (Trait memory) {
        return trait(TraitKind.CONTROL, label, IOwned(contract_).owner());
    }

    /// @notice What runs at an address: the implementation's address where a proxy admin tells it, otherwise the hash of
    /// the code itself. The code at an address does not change by itself, so an address says as much as a hash.
    /// @param admin zero: there is no proxy, or nobody who would tell
    function code(bytes32 label, address where, IProxyAdmin admin) internal view returns (Trait memory) {
        if (address(admin) == address(0)) return trait(TraitKind.CODE, label, where.codehash);
        return trait(TraitKind.CODE, label, admin.getProxyImplementation(where));
    }

    function measure(MeasureKind kind, bytes32 label, int256 value) internal pure returns (Measure memory) {
        return Measure(kind, label, value);
    }

    /// @notice One word for all traits, to be compared later.
    function pin(Trait[] memory traits) internal pure returns (bytes32) {
        return keccak256(abi.encode(traits));
    }

    /// @notice Reverts when the traits are not those that were pinned.
    function demand(bytes32 expected, Trait[] memory traits) internal pure {
        bytes32 actual = pin(traits);
        require(actual == expected, IWatched.ProtocolChanged(expected, actual));
    }

    /// @notice Both, in this order.
    function join(Trait[] memory first, Trait[] memory second) internal pure returns (Trait[] memory both) {
        both = new Trait[](first.length + second.length);
        for (uint256 i = 0; i < first.length; ++i) both[i] = first[i];
        for (uint256 i = 0; i < second.length; ++i) both[first.length + i] = second[i];
    }
}
