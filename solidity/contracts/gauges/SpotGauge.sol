// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../interfaces/IGauge.sol";
import {QuoteMath} from "./QuoteMath.sol";

/// @notice What lies idle in the account.
struct SpotState {
    /// WETH 1e18
    uint256 idleBase;
    /// USDC 1e6
    uint256 idleQuote;
}

/// @title Gauge of the tokens that lie idle in the account
contract SpotGauge is IGauge {
    bytes32 public immutable venueId;
    IERC20 public immutable base;
    IERC20 public immutable quote;

    constructor(string memory name, IERC20 base_, IERC20 quote_) {
        venueId = keccak256(bytes(name));
        base = base_;
        quote = quote_;
    }

    /// @inheritdoc IGauge
    function status() external pure returns (VenueStatus) {
        return VenueStatus.OPEN;
    }

    /// @inheritdoc IGauge
    function totals(address account, uint256 priceE18) external view returns (GaugeTotals memory sum) {
        SpotState memory held = state(account);
        sum.delta = QuoteMath.toInt(held.idleBase);
        sum.oracleNav = QuoteMath.toInt(held.idleQuote) + QuoteMath.valueDown(sum.delta, priceE18);
        sum.protocolEquity = sum.oracleNav;
    }

    /// @inheritdoc IGauge
    function primitives(address account) external view returns (bytes memory) {
        return abi.encode(state(account));
    }

    function state(address account) public view returns (SpotState memory) {
        return SpotState({idleBase: base.balanceOf(account), idleQuote: quote.balanceOf(account)});
    }
}
