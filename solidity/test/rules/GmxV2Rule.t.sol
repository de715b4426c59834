// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IGmxV2ExchangeRouter, IGmxV2Reader} from "../../contracts/external/gmx/IGmxV2.sol";
import {CallClass} from "../../contracts/interfaces/ICallRule.sol";
import {GmxV2Rule, GmxV2Terms} from "../../contracts/rules/GmxV2Rule.sol";
import {IRuleErrors} from "../../contracts/rules/IRuleErrors.sol";
import {RuleTest} from "./RuleTest.sol";

/// Says how many orders wait, and nothing else of the reader.
contract OrderCountDouble {
    uint256 private _count;

    function setCount(uint256 count) external {
        _count = count;
    }

    function getAccountOrders(
        address,
        address,
        uint256,
        uint256
    ) external view returns (IGmxV2Reader.OrderEntry[] memory orders) {
        orders = new IGmxV2Reader.OrderEntry[](_count);
    }
}

contract GmxV2RuleTest is RuleTest {
    address private constant ROUTER = address(0xe7);
    address private constant ALLOWANCE = address(0xa110);
    address private constant ORDER_VAULT = address(0x0d);
    address private constant MARKET = address(0x3a);
    uint256 private constant FEE = 1e15;
    uint256 private constant MOST_FEE = 1e16;
    /// 2000 dollars, as the protocol has them
    uint256 private constant INDEX = 2000e12;

    OrderCountDouble private _reader;
    GmxV2Rule private _rule;

    function setUp() external {
        _reader = new OrderCountDouble();
        GmxV2Terms memory terms = GmxV2Terms(
            ROUTER,
            ALLOWANCE,
            ORDER_VAULT,
            IGmxV2Reader(address(_reader)),
            address(1),
            MARKET,
            QUOTE,
            BASE,
            100,
            MOST_FEE
        );
        _rule = new GmxV2Rule(terms);
    }

    function test_tokensAreDrawnByTheRouterThatHoldsTheAllowances() external view {
        assert(_rule.spender(ROUTER) == ALLOWANCE);
    }

    /// 1 % around 2000, to the last digit.
    function test_anOrderIsHeldToTheOraclesPriceWhenItIsCreated() external view {
        assertAllowed(_ask(_trade(2, (INDEX * 99) / 100)), CallClass.TRADE);
        assertRefused(_ask(_trade(2, (INDEX * 99) / 100 - 1)), IRuleErrors.PriceLimitTooLoose.selector);
        assertAllowed(_ask(_trade(4, (INDEX * 101) / 100)), CallClass.TRADE);
        assertRefused(_ask(_trade(4, (INDEX * 101) / 100 + 1)), IRuleErrors.PriceLimitTooLoose.selector);
        assertRefused(_ask(_trade(4, type(uint256).max)), IRuleErrors.AmountTooLarge.selector);
        assertRefused(withPrice(_ask(_trade(2, INDEX)), 0), IRuleErrors.NoSurePrice.selector);
    }

    function test_collateralMovesByOrdersOfNoSizeAndNeedsNoPrice() external view {
        IGmxV2ExchangeRouter.NewOrder memory order = _trade(4, 0);
        order.numbers.sizeDeltaUsd = 0;
        assertRefused(_ask(order), IRuleErrors.ZeroAmount.selector);
        order.numbers.initialCollateralDeltaAmount = 5e6;
        assertAllowed(withPrice(_ask(order), 0), CallClass.WITHDRAW);
        order = _trade(2, 0);
        order.numbers.sizeDeltaUsd = 0;
        assertAllowed(withPrice(_asking(order, QUOTE, 5e6), 0), CallClass.TOP_UP);
    }

    function test_whatItSendsIsWhatItSpendsAndGoesToTheOrderVault() external view {
        IGmxV2ExchangeRouter.NewOrder memory order = _trade(2, INDEX);
        assertAllowed(_asking(order, QUOTE, 7e6), CallClass.TRADE);
        assertRefused(withSpend(_asking(order, QUOTE, 7e6), QUOTE, 8e6), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(_asking(order, STRANGER, 7e6), IRuleErrors.TokenNotAllowed.selector);
        // the fee in the call is the fee of the order
        assertRefused(_asking(order, BASE, FEE + 1), IRuleErrors.SpendNotOfThisCall.selector);
        // only what increases brings collateral
        assertRefused(_asking(_trade(4, INDEX), QUOTE, 7e6), IRuleErrors.TokenNotAllowed.selector);
        bytes memory astray = _multicall(abi.encodeCall(IGmxV2ExchangeRouter.sendTokens, (BASE, STRANGER, FEE)), order);
        assertRefused(withData(_ask(order), astray), IRuleErrors.NotTheVault.selector);
    }

    function test_theExecutionFeeAloneIsBounded() external view {
        bytes memory data = abi.encodeCall(IGmxV2ExchangeRouter.sendTokens, (BASE, ORDER_VAULT, MOST_FEE));
        assertAllowed(Ask(_rule, ROUTER, BASE, MOST_FEE, data, PRICE), CallClass.TOP_UP);
        data = abi.encodeCall(IGmxV2ExchangeRouter.sendTokens, (BASE, ORDER_VAULT, MOST_FEE + 1));
        assertRefused(Ask(_rule, ROUTER, BASE, MOST_FEE + 1, data, PRICE), GmxV2Rule.ExecutionFeeTooHigh.selector);
        data = abi.encodeCall(IGmxV2ExchangeRouter.sendTokens, (QUOTE, ORDER_VAULT, 5e6));
        assertRefused(Ask(_rule, ROUTER, QUOTE, 5e6, data, PRICE), IRuleErrors.TokenNotAllowed.selector);
    }

    function test_everyRecipientIsTheVaultAndNothingElseIsAsked() external view {
        IGmxV2ExchangeRouter.NewOrder memory order = _trade(2, INDEX);
        order.addresses.receiver = STRANGER;
        assertRefused(_ask(order), IRuleErrors.NotTheVault.selector);
        order = _trade(2, INDEX);
        order.addresses.cancellationReceiver = address(0);
        assertRefused(_ask(order), IRuleErrors.NotTheVault.selector);
        order = _trade(2, INDEX);
        order.addresses.market = STRANGER;
        assertRefused(_ask(order), IRuleErrors.MarketNotAllowed.selector);
        order = _trade(2, INDEX);
        order.addresses.initialCollateralToken = BASE;
        assertRefused(_ask(order), IRuleErrors.TokenNotAllowed.selector);
        order = _trade(7, INDEX);
        assertRefused(_ask(order), GmxV2Rule.OrderKindNotAllowed.selector);
        for (uint256 i = 0; i < 12; i++) {
            assertRefused(_ask(_spoiled(i)), GmxV2Rule.OrderNotPlain.selector);
        }
    }

    function test_oneOrderAtATimeAndItsOwnIsCancelled() external {
        _reader.setCount(1);
        assertRefused(_ask(_trade(2, INDEX)), GmxV2Rule.OrderPending.selector);
        bytes memory data = abi.encodeCall(IGmxV2ExchangeRouter.cancelOrder, (bytes32("key")));
        Ask memory cancel = Ask(_rule, ROUTER, address(0), 0, data, PRICE);
        assertAllowed(cancel, CallClass.HOUSEKEEPING);
        assertRefused(withSpend(cancel, BASE, 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withTarget(cancel, STRANGER), IRuleErrors.TargetNotKnown.selector);
    }

    function test_whatIsEncodedOtherwiseOrIsAnotherCallIsRefused() external view {
        Ask memory ask = _ask(_trade(2, INDEX));
        assertRefused(withData(ask, bytes.concat(ask.data, bytes32(0))), IRuleErrors.WrongLength.selector);
        bytes[] memory one = new bytes[](1);
        one[0] = abi.encodeCall(IGmxV2ExchangeRouter.sendTokens, (BASE, ORDER_VAULT, FEE));
        bytes memory alone = abi.encodeCall(IGmxV2ExchangeRouter.multicall, (one));
        assertRefused(withData(ask, alone), IRuleErrors.WrongLength.selector);
        bytes memory claim = abi.encodeWithSignature("claimFundingFees(address[],address[],address)");
        assertRefused(withData(ask, claim), IRuleErrors.FunctionNotAllowed.selector);
        bytes memory hidden = _multicall(claim, _trade(2, INDEX));
        assertRefused(withData(ask, hidden), IRuleErrors.FunctionNotAllowed.selector);
    }

    function _spoiled(uint256 field) private pure returns (IGmxV2ExchangeRouter.NewOrder memory order) {
        order = _trade(2, INDEX);
        if (field == 0) order.addresses.callbackContract = STRANGER;
        if (field == 1) order.addresses.uiFeeReceiver = STRANGER;
        if (field == 2) order.addresses.swapPath = new address[](1);
        if (field == 3) order.dataList = new bytes32[](1);
        if (field == 4) order.referralCode = "code";
        if (field == 5) order.swapType = 1;
        if (field == 6) order.isLong = true;
        if (field == 7) order.shouldUnwrap = true;
        if (field == 8) order.autoCancel = true;
        if (field == 9) order.numbers.triggerPrice = 1;
        if (field == 10) order.numbers.callbackGasLimit = 1;
        if (field == 11) order.numbers.validFrom = 1;
    }

    function _trade(uint8 kind, uint256 acceptable) private pure returns (IGmxV2ExchangeRouter.NewOrder memory order) {
        order.addresses.receiver = VAULT;
        order.addresses.cancellationReceiver = VAULT;
        order.addresses.market = MARKET;
        order.addresses.initialCollateralToken = QUOTE;
        order.numbers.sizeDeltaUsd = 1000e30;
        order.numbers.acceptablePrice = acceptable;
        order.numbers.executionFee = FEE;
        order.orderType = kind;
    }

    function _ask(IGmxV2ExchangeRouter.NewOrder memory order) private view returns (Ask memory) {
        return _asking(order, BASE, FEE);
    }

    function _asking(
        IGmxV2ExchangeRouter.NewOrder memory order,
        address token,
        uint256 amount
    ) private view returns (Ask memory) {
        bytes memory sending = abi.encodeCall(IGmxV2ExchangeRouter.sendTokens, (token, ORDER_VAULT, amount));
        return Ask(_rule, ROUTER, token, amount, _multicall(sending, order), PRICE);
    }

    function _multicall(
        bytes memory first,
        IGmxV2ExchangeRouter.NewOrder memory order
    ) private pure returns (bytes memory) {
        bytes[] memory calls = new bytes[](2);
        calls[0] = first;
        calls[1] = abi.encodeCall(IGmxV2ExchangeRouter.createOrder, (order));
        return abi.encodeCall(IGmxV2ExchangeRouter.multicall, (calls));
    }
}
