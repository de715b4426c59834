// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IGmxV2Errors} from "../../external/gmx/IGmxV2.sol";

/// @title A double of GMX v2's Router, for the test chain only
/// @notice Holds everybody's allowances and draws by them for the exchange router alone.
contract GmxV2RouterDouble is IGmxV2Errors {
    using SafeERC20 for IERC20;

    address public plugin;

    function setPlugin(address plugin_) external {
        require(plugin == address(0), Unauthorized(msg.sender, "CONTROLLER"));
        plugin = plugin_;
    }

    function pluginTransfer(IERC20 token, address account, address receiver, uint256 amount) external {
        require(msg.sender == plugin, Unauthorized(msg.sender, "ROUTER_PLUGIN"));
        token.safeTransferFrom(account, receiver, amount);
    }
}
