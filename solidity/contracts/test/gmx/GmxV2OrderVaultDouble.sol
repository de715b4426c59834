// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IGmxV2Errors} from "../../external/gmx/IGmxV2.sol";

/// @title A double of GMX v2's order vault, for the test chain only
/// @notice What came in since it was last asked belongs to whoever's order is being created.
contract GmxV2OrderVaultDouble is IGmxV2Errors {
    using SafeERC20 for IERC20;

    address public handler;
    mapping(address token => uint256) public tokenBalances;

    modifier onlyHandler() {
        require(msg.sender == handler, Unauthorized(msg.sender, "CONTROLLER"));
        _;
    }

    function setHandler(address handler_) external {
        require(handler == address(0), Unauthorized(msg.sender, "CONTROLLER"));
        handler = handler_;
    }

    function recordTransferIn(address token) external onlyHandler returns (uint256 amount) {
        uint256 balance = IERC20(token).balanceOf(address(this));
        amount = balance - tokenBalances[token];
        tokenBalances[token] = balance;
    }

    function transferOut(address token, address receiver, uint256 amount) external onlyHandler {
        IERC20(token).safeTransfer(receiver, amount);
        tokenBalances[token] = IERC20(token).balanceOf(address(this));
    }
}
