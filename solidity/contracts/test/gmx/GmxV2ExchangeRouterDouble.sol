// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IGmxV2ExchangeRouter} from "../../external/gmx/IGmxV2.sol";
import {GmxV2HandlerDouble} from "./GmxV2HandlerDouble.sol";
import {GmxV2RouterDouble} from "./GmxV2RouterDouble.sol";

interface IWrappedEther {
    function deposit() external payable;
}

/// @title A double of GMX v2's ExchangeRouter, for the test chain only
contract GmxV2ExchangeRouterDouble is IGmxV2ExchangeRouter {
    GmxV2RouterDouble public immutable router;
    GmxV2HandlerDouble public immutable handler;
    address public immutable wrapped;

    constructor(GmxV2RouterDouble router_, GmxV2HandlerDouble handler_, address wrapped_) {
        (router, handler, wrapped) = (router_, handler_, wrapped_);
    }

    function orderHandler() external view returns (address) {
        return address(handler);
    }

    function multicall(bytes[] calldata calls) external payable returns (bytes[] memory results) {
        results = new bytes[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            (bool ok, bytes memory result) = address(this).delegatecall(calls[i]);
            if (!ok) {
                assembly ("memory-safe") {
                    revert(add(result, 32), mload(result))
                }
            }
            results[i] = result;
        }
    }

    function sendWnt(address receiver, uint256 amount) external payable {
        IWrappedEther(wrapped).deposit{value: amount}();
        SafeERC20.safeTransfer(IERC20(wrapped), receiver, amount);
    }

    function sendTokens(address token, address receiver, uint256 amount) external payable {
        router.pluginTransfer(IERC20(token), msg.sender, receiver, amount);
    }

    function createOrder(NewOrder calldata order) external payable returns (bytes32) {
        return handler.createOrder(msg.sender, order);
    }

    function cancelOrder(bytes32 key) external payable {
        handler.cancelOrder(msg.sender, key);
    }
}
