// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IGmxV2DataStore, IGmxV2Reader} from "../../external/gmx/IGmxV2.sol";

/// @title A double of GMX v2's data store and of its market, for the test chain only
/// @notice Numbers and switches by the protocol's own keys, as whoever writes them says; positions and orders as they
/// are, where the protocol takes them apart. What lies with the market, the pool's money and everybody's collateral, lies
/// here.
contract GmxV2StoreDouble is IGmxV2DataStore {
    using SafeERC20 for IERC20;

    mapping(bytes32 key => uint256) public getUint;
    mapping(bytes32 key => bool) public getBool;
    mapping(bytes32 key => IGmxV2Reader.Position) private _positions;
    mapping(bytes32 key => IGmxV2Reader.Order) private _orders;
    mapping(address account => bytes32[]) private _orderKeys;
    mapping(address market => IGmxV2Reader.Market) private _markets;
    uint256 private _nonce;

    function transferOut(IERC20 token, address receiver, uint256 amount) external {
        token.safeTransfer(receiver, amount);
    }

    function setUint(bytes32 key, uint256 value) external {
        getUint[key] = value;
    }

    function setBool(bytes32 key, bool value) external {
        getBool[key] = value;
    }

    function setMarket(IGmxV2Reader.Market calldata known) external {
        _markets[known.marketToken] = known;
    }

    function market(address marketToken) external view returns (IGmxV2Reader.Market memory) {
        return _markets[marketToken];
    }

    function position(bytes32 key) external view returns (IGmxV2Reader.Position memory) {
        return _positions[key];
    }

    function setPosition(bytes32 key, IGmxV2Reader.Position calldata changed) external {
        _positions[key] = changed;
    }

    function removePosition(bytes32 key) external {
        delete _positions[key];
    }

    function order(bytes32 key) external view returns (IGmxV2Reader.Order memory) {
        return _orders[key];
    }

    function addOrder(IGmxV2Reader.Order calldata added) external returns (bytes32 key) {
        key = keccak256(abi.encode(address(this), ++_nonce));
        _orders[key] = added;
        _orderKeys[added.addresses.account].push(key);
    }

    function freezeOrder(bytes32 key) external {
        _orders[key].flags.isFrozen = true;
        _orders[key].numbers.executionFee = 0;
    }

    function removeOrder(bytes32 key) external {
        bytes32[] storage keys = _orderKeys[_orders[key].addresses.account];
        for (uint256 i = 0; i < keys.length; i++) {
            if (keys[i] == key) {
                keys[i] = keys[keys.length - 1];
                keys.pop();
                break;
            }
        }
        delete _orders[key];
    }

    function orderKeys(address account) external view returns (bytes32[] memory) {
        return _orderKeys[account];
    }
}
