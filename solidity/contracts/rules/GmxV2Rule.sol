// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IGmxV2ExchangeRouter, IGmxV2Reader} from "../external/gmx/IGmxV2.sol";
import {CallClass} from "../interfaces/ICallRule.sol";
import {CallRule} from "./CallRule.sol";

/// @notice What a GmxV2Rule holds a keeper to.
struct GmxV2Terms {
    address router;
    /// takes the tokens that `router` is told to send: approvals go to it
    address allowanceRouter;
    address orderVault;
    IGmxV2Reader reader;
    address dataStore;
    address market;
    /// USDC
    address collateralToken;
    /// WETH: pays for an order's execution
    address feeToken;
    uint256 slippageBps;
    /// wei for one order
    uint256 mostExecutionFee;
}

/// @title Which calls to GMX v2 a keeper may make
/// @notice Orders at the market for a short in one market, with USDC as collateral: one that increases (type 2) or
/// decreases (4), filled by one of the protocol's keepers in a transaction of its own. So the acceptable price is held to
/// the oracle's when the order is created, everything it can send goes to the vault, it calls nobody back, and there is
/// one at a time.
/// The execution fee is WETH, sent to the order vault as any token, since the vault holds no ether; what is not used of it
/// comes back as WETH. An order that brings no collateral sends it in the same call. One that does has it sent by a call
/// of its own before, one call being able to spend one token only: when the order then fails the fee is lost, and no more.
contract GmxV2Rule is CallRule {
    uint8 private constant MARKET_INCREASE = 2;
    uint8 private constant MARKET_DECREASE = 4;
    /// the protocol's price of one smallest unit of WETH, 1e30, times this is the price of a WETH, 1e18
    uint256 private constant PRICE_SCALE = 1e6;

    GmxV2Terms private _terms;

    error OrderKindNotAllowed(uint8 orderType);
    /// @notice Something of the order that must be empty, or the vault, is not.
    error OrderNotPlain();
    error OrderPending();
    error ExecutionFeeTooHigh(uint256 fee, uint256 most);

    constructor(GmxV2Terms memory terms_) {
        _requireSlippage(terms_.slippageBps);
        _terms = terms_;
    }

    function terms() external view returns (GmxV2Terms memory) {
        return _terms;
    }

    function spender(address) external view override returns (address) {
        return _terms.allowanceRouter;
    }

    function check(
        address vault,
        address target,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data,
        uint256 priceE18
    ) external view returns (CallClass) {
        GmxV2Terms memory known = _terms;
        require(target == known.router, TargetNotKnown(target));
        bytes4 selector = bytes4(data);
        if (selector == IGmxV2ExchangeRouter.multicall.selector) {
            return _order(known, vault, spendToken, spendAmount, data, priceE18);
        }
        if (selector == IGmxV2ExchangeRouter.sendTokens.selector) {
            (address token, uint256 fee) = _sent(known, data);
            require(token == known.feeToken, TokenNotAllowed(token));
            require(fee <= known.mostExecutionFee, ExecutionFeeTooHigh(fee, known.mostExecutionFee));
            _requireSpends(token, fee, spendToken, spendAmount);
            return CallClass.TOP_UP;
        }
        if (selector == IGmxV2ExchangeRouter.cancelOrder.selector) {
            // the protocol cancels an order for its own account only
            _arguments(data, 1);
            _requireNoSpend(spendToken, spendAmount);
            return CallClass.HOUSEKEEPING;
        }
        revert FunctionNotAllowed(target, selector);
    }

    /// @dev Sending what the order brings, then the order.
    function _order(
        GmxV2Terms memory known,
        address vault,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data,
        uint256 priceE18
    ) private view returns (CallClass) {
        bytes[] memory calls = abi.decode(data[4:], (bytes[]));
        _requireSame(data, abi.encodeCall(IGmxV2ExchangeRouter.multicall, (calls)));
        require(calls.length == 2, WrongLength(calls.length, 2));
        IGmxV2ExchangeRouter.NewOrder memory order = this.ordered(calls[1]);
        _requirePlain(known, vault, order);
        require(
            order.orderType == MARKET_INCREASE || order.orderType == MARKET_DECREASE,
            OrderKindNotAllowed(order.orderType)
        );
        (address token, uint256 amount) = this.sent(calls[0]);
        _requireSpends(token, amount, spendToken, spendAmount);
        _requireFunds(known, order, token, amount);
        require(known.reader.getAccountOrders(known.dataStore, vault, 0, 1).length == 0, OrderPending());
        return _class(known, order, priceE18);
    }

    /// @dev What is sent is the execution fee, or the collateral of an order that increases.
    function _requireFunds(
        GmxV2Terms memory known,
        IGmxV2ExchangeRouter.NewOrder memory order,
        address token,
        uint256 amount
    ) private pure {
        uint256 fee = order.numbers.executionFee;
        require(fee <= known.mostExecutionFee, ExecutionFeeTooHigh(fee, known.mostExecutionFee));
        if (token == known.feeToken) {
            require(amount == fee, SpendNotOfThisCall(token, amount));
        } else {
            require(order.orderType == MARKET_INCREASE && token == known.collateralToken, TokenNotAllowed(token));
        }
    }

    function _class(
        GmxV2Terms memory known,
        IGmxV2ExchangeRouter.NewOrder memory order,
        uint256 priceE18
    ) private pure returns (CallClass) {
        bool increases = order.orderType == MARKET_INCREASE;
        if (order.numbers.sizeDeltaUsd == 0) {
            if (!increases) _requireAmount(order.numbers.initialCollateralDeltaAmount);
            return increases ? CallClass.TOP_UP : CallClass.WITHDRAW;
        }
        require(priceE18 != 0, NoSurePrice());
        uint256 acceptable = order.numbers.acceptablePrice;
        require(acceptable <= type(uint96).max, AmountTooLarge(acceptable));
        // growing a short sells; compared for one whole base, so nothing is rounded
        _requirePriceLimit(increases, 1e18, acceptable * PRICE_SCALE, priceE18, known.slippageBps);
        return CallClass.TRADE;
    }

    function _requirePlain(
        GmxV2Terms memory known,
        address vault,
        IGmxV2ExchangeRouter.NewOrder memory order
    ) private pure {
        IGmxV2ExchangeRouter.NewOrderAddresses memory addresses = order.addresses;
        _requireVault(addresses.receiver, vault);
        _requireVault(addresses.cancellationReceiver, vault);
        require(addresses.market == known.market, MarketNotAllowed(addresses.market));
        require(
            addresses.initialCollateralToken == known.collateralToken,
            TokenNotAllowed(addresses.initialCollateralToken)
        );
        IGmxV2ExchangeRouter.NewOrderNumbers memory numbers = order.numbers;
        bool plain =
            addresses.callbackContract == address(0) &&
                addresses.uiFeeReceiver == address(0) &&
                addresses.swapPath.length == 0 &&
                order.dataList.length == 0 &&
                order.referralCode == 0 &&
                order.swapType == 0 &&
                !(order.isLong || order.shouldUnwrap || order.autoCancel) &&
                (numbers.triggerPrice | numbers.callbackGasLimit | numbers.minOutputAmount | numbers.validFrom) == 0;
        require(plain, OrderNotPlain());
    }

    /// @notice Decodes what a sendTokens sends, refusing every receiver but the order vault. For this contract's own use.
    function sent(bytes calldata data) external view returns (address token, uint256 amount) {
        bytes4 selector = bytes4(data);
        require(selector == IGmxV2ExchangeRouter.sendTokens.selector, FunctionNotAllowed(_terms.router, selector));
        return _sent(_terms, data);
    }

    /// @notice Decodes an order that is encoded in exactly the usual way. For this contract's own use.
    function ordered(bytes calldata data) external view returns (IGmxV2ExchangeRouter.NewOrder memory order) {
        bytes4 selector = bytes4(data);
        require(selector == IGmxV2ExchangeRouter.createOrder.selector, FunctionNotAllowed(_terms.router, selector));
        order = abi.decode(data[4:], (IGmxV2ExchangeRouter.NewOrder));
        _requireSame(data, abi.encodeCall(IGmxV2ExchangeRouter.createOrder, (order)));
    }

    function _sent(GmxV2Terms memory known, bytes calldata data) private pure returns (address token, uint256 amount) {
        address receiver;
        (token, receiver, amount) = abi.decode(_arguments(data, 3), (address, address, uint256));
        require(receiver == known.orderVault, NotTheVault(receiver));
        _requireAmount(amount);
    }

    /// @dev Anything that encodes the same arguments otherwise hides something.
    function _requireSame(bytes calldata given, bytes memory usual) private pure {
        require(keccak256(given) == keccak256(usual), WrongLength(given.length, usual.length));
    }
}
