// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IGmxV2Errors, IGmxV2ExchangeRouter, IGmxV2Reader} from "../../external/gmx/IGmxV2.sol";
import {GmxV2Keys} from "../../gauges/GmxV2Keys.sol";
import {GmxV2Arithmetic} from "./GmxV2Arithmetic.sol";
import {GmxV2OrderVaultDouble} from "./GmxV2OrderVaultDouble.sol";
import {GmxV2StoreDouble} from "./GmxV2StoreDouble.sol";

interface IUnwrapping {
    function deposit() external payable;

    function withdraw(uint256 amount) external;
}

/// @title A double of GMX v2's order and liquidation handlers, for the test chain only
/// @notice Anybody may be its keeper and bring any price. Gains are paid out of what lies with the market. What the
/// protocol refuses of a short it refuses by the protocol's errors; an order that cannot be filled is cancelled, as the
/// protocol does with orders at the market.
contract GmxV2HandlerDouble is IGmxV2Errors {
    using SafeERC20 for IERC20;

    uint8 private constant MARKET_INCREASE = 2;
    uint8 private constant MARKET_DECREASE = 4;
    uint256 private constant GAS_FOR_ETHER = 50_000;
    uint256 private constant ORACLE_PRICES = 3;

    GmxV2StoreDouble public immutable store;
    GmxV2OrderVaultDouble public immutable orderVault;
    address public immutable wrapped;
    address public exchangeRouter;

    event OrderExecuted(bytes32 indexed key);
    event OrderCancelled(bytes32 indexed key, bytes reason);
    event OrderFrozen(bytes32 indexed key);
    event PositionLiquidated(address indexed account, bytes32 indexed key);

    constructor(GmxV2StoreDouble store_, GmxV2OrderVaultDouble orderVault_, address wrapped_) {
        (store, orderVault, wrapped) = (store_, orderVault_, wrapped_);
    }

    receive() external payable {
        require(msg.sender == wrapped, Unauthorized(msg.sender, "WNT"));
    }

    function setExchangeRouter(address router) external {
        require(exchangeRouter == address(0), Unauthorized(msg.sender, "CONTROLLER"));
        exchangeRouter = router;
    }

    // --- an account's side, through the exchange router

    function createOrder(address account, IGmxV2ExchangeRouter.NewOrder calldata given) external returns (bytes32) {
        require(msg.sender == exchangeRouter, Unauthorized(msg.sender, "CONTROLLER"));
        uint8 kind = given.orderType;
        _requireFeature("CREATE_ORDER_FEATURE_DISABLED", kind);
        require(kind == MARKET_INCREASE || kind == MARKET_DECREASE, OrderTypeCannotBeCreated(kind));
        IGmxV2Reader.Order memory order = _order(account, given);
        if (kind == MARKET_INCREASE) {
            order.numbers.initialCollateralDeltaAmount = orderVault.recordTransferIn(
                given.addresses.initialCollateralToken
            );
        }
        uint256 fee = orderVault.recordTransferIn(wrapped);
        require(
            fee >= given.numbers.executionFee,
            InsufficientWntAmountForExecutionFee(fee, given.numbers.executionFee)
        );
        order.numbers.executionFee = fee;
        _requireMarket(given.addresses.market);
        uint256 least = executionGas(kind) * tx.gasprice;
        require(fee >= least, InsufficientExecutionFee(least, fee));
        require(order.numbers.sizeDeltaUsd != 0 || order.numbers.initialCollateralDeltaAmount != 0, EmptyOrder());
        return store.addOrder(order);
    }

    function cancelOrder(address account, bytes32 key) external {
        require(msg.sender == exchangeRouter, Unauthorized(msg.sender, "CONTROLLER"));
        IGmxV2Reader.Order memory order = _known(key);
        require(order.addresses.account == account, Unauthorized(account, "account for cancelOrder"));
        uint256 expiration = store.getUint(GmxV2Keys.named("REQUEST_EXPIRATION_TIME"));
        uint256 age = block.timestamp - order.numbers.updatedAt;
        require(age >= expiration, RequestNotYetCancellable(age, expiration, "Order"));
        _cancel(key, order, "USER_INITIATED_CANCEL", account, gasleft());
    }

    // --- a keeper's side

    /// @notice Fills an order at these prices, or cancels it where it cannot be filled.
    function executeOrder(bytes32 key, IGmxV2Reader.MarketPrices calldata prices) external {
        uint256 gas = gasleft();
        IGmxV2Reader.Order memory order = _known(key);
        _requireFeature("EXECUTE_ORDER_FEATURE_DISABLED", order.numbers.orderType);
        try this.fill(key, order, prices) {
            store.removeOrder(key);
            emit OrderExecuted(key);
            _payKeeper(order, msg.sender, gas);
        } catch (bytes memory reason) {
            _cancel(key, order, reason, msg.sender, gas);
        }
    }

    /// @notice What the protocol does to an order with a trigger that fails; its fee is gone.
    function freezeOrder(bytes32 key) external {
        uint256 gas = gasleft();
        IGmxV2Reader.Order memory order = _known(key);
        require(!order.flags.isFrozen, OrderAlreadyFrozen());
        store.freezeOrder(key);
        emit OrderFrozen(key);
        _payKeeper(order, msg.sender, gas);
    }

    /// @notice Closes a short that is liquidatable at these prices, with what it owes up to now. What is left of its
    /// collateral goes to the account.
    function liquidatePosition(
        address account,
        address market,
        address collateralToken,
        IGmxV2Reader.MarketPrices calldata prices
    ) external {
        bytes32 key = GmxV2Keys.position(account, market, collateralToken, false);
        IGmxV2Reader.Position memory position = store.position(key);
        require(position.account != address(0), EmptyPosition());
        uint256 borrowed = _writeBorrowing(market);
        (bool liquidatable, string memory reason, IGmxV2Reader.LiquidationInfo memory info) = GmxV2Arithmetic
            .liquidation(store, position, prices, borrowed, true);
        require(
            liquidatable,
            PositionShouldNotBeLiquidated(
                reason,
                info.remainingCollateralUsd,
                info.minCollateralUsd,
                info.minCollateralUsdForLeverage
            )
        );
        uint256 left =
            info.remainingCollateralUsd > 0 ? uint256(info.remainingCollateralUsd) / prices.shortToken.max : 0;
        _addInterest(market, -int256(position.sizeInUsd));
        store.removePosition(key);
        if (left != 0) store.transferOut(IERC20(collateralToken), account, left);
        emit PositionLiquidated(account, key);
    }

    /// @notice For executeOrder alone, which catches what it refuses.
    function fill(bytes32, IGmxV2Reader.Order calldata order, IGmxV2Reader.MarketPrices calldata prices) external {
        require(msg.sender == address(this), Unauthorized(msg.sender, "SELF"));
        _requireMarket(order.addresses.market);
        bytes32 key = GmxV2Keys.position(
            order.addresses.account,
            order.addresses.market,
            order.addresses.initialCollateralToken,
            order.flags.isLong
        );
        IGmxV2Reader.Position memory position = store.position(key);
        uint256 borrowed = _writeBorrowing(order.addresses.market);
        if (order.numbers.orderType == MARKET_INCREASE) {
            _increase(key, position, order, prices, borrowed);
        } else {
            require(position.account != address(0), EmptyPosition());
            _decrease(key, position, order, prices, borrowed);
        }
    }

    /// @return gas that an order's execution fee has to pay for
    function executionGas(uint8 kind) public view returns (uint256) {
        bytes32 limit = GmxV2Keys.named(
            kind == MARKET_INCREASE ? "INCREASE_ORDER_GAS_LIMIT" : "DECREASE_ORDER_GAS_LIMIT"
        );
        uint256 fixedPart =
            store.getUint(GmxV2Keys.named("ESTIMATED_GAS_FEE_BASE_AMOUNT_V2_1")) +
                store.getUint(GmxV2Keys.named("ESTIMATED_GAS_FEE_PER_ORACLE_PRICE")) * ORACLE_PRICES;
        uint256 factor = store.getUint(GmxV2Keys.named("ESTIMATED_GAS_FEE_MULTIPLIER_FACTOR"));
        return fixedPart + GmxV2Arithmetic.factored(store.getUint(limit), factor);
    }

    // --- filling

    function _increase(
        bytes32 key,
        IGmxV2Reader.Position memory position,
        IGmxV2Reader.Order calldata order,
        IGmxV2Reader.MarketPrices calldata prices,
        uint256 borrowed
    ) private {
        uint256 sizeDelta = order.numbers.sizeDeltaUsd;
        if (position.account == address(0)) {
            position.account = order.addresses.account;
            position.market = order.addresses.market;
            position.collateralToken = order.addresses.initialCollateralToken;
            position.borrowingFactor = borrowed;
        }
        bool improved = sizeDelta != 0 && _grow(position, sizeDelta, order.numbers.acceptablePrice, prices.index);
        int256 change =
            int256(order.numbers.initialCollateralDeltaAmount) -
                int256(_costs(position, sizeDelta, improved, prices.shortToken.min, borrowed));
        int256 collateral = int256(position.collateralAmount) + change;
        require(collateral >= 0, InsufficientCollateralAmount(position.collateralAmount, change));
        position.collateralAmount = uint256(collateral);
        position.sizeInUsd += sizeDelta;
        position.borrowingFactor = borrowed;
        position.increasedAt = block.timestamp;
        store.setPosition(key, position);
        _addInterest(position.market, int256(sizeDelta));
        if (sizeDelta != 0) {
            int256 held = int256(position.collateralAmount * prices.shortToken.min);
            require(held >= _leastForLeverage(position), InsufficientCollateralUsd(held));
        }
        _requireSafe(position, prices, borrowed, sizeDelta == 0);
        orderVault.transferOut(position.collateralToken, address(store), order.numbers.initialCollateralDeltaAmount);
    }

    /// @dev Base is rounded up; a loss by impact away from zero, a gain towards it.
    function _grow(
        IGmxV2Reader.Position memory position,
        uint256 sizeDelta,
        uint256 acceptable,
        IGmxV2Reader.Price calldata price
    ) private view returns (bool improved) {
        int256 impactUsd;
        (impactUsd, improved) = GmxV2Arithmetic.impact(store, position.market, int256(sizeDelta));
        uint256 base = (sizeDelta + price.min - 1) / price.min;
        int256 impactBase =
            impactUsd > 0 ? impactUsd / int256(price.max) : -int256((uint256(-impactUsd) + price.min - 1) / price.min);
        uint256 execution = sizeDelta / uint256(int256(base) - impactBase);
        require(execution >= acceptable, OrderNotFulfillableAtAcceptablePrice(execution, acceptable));
        position.pendingImpactAmount += impactBase;
        position.sizeInTokens += base;
    }

    function _decrease(
        bytes32 key,
        IGmxV2Reader.Position memory position,
        IGmxV2Reader.Order calldata order,
        IGmxV2Reader.MarketPrices calldata prices,
        uint256 borrowed
    ) private {
        uint256 sizeDelta = order.numbers.sizeDeltaUsd;
        require(sizeDelta <= position.sizeInUsd, InvalidDecreaseOrderSize(sizeDelta, position.sizeInUsd));
        uint256 withdrawn = order.numbers.initialCollateralDeltaAmount;
        if (withdrawn > position.collateralAmount) withdrawn = position.collateralAmount;
        withdrawn = _allowedWithdrawal(position, sizeDelta, withdrawn, prices);
        (uint256 output, uint256 paid) = _close(position, order, prices, borrowed);
        // what is earned pays first
        uint256 earned = output < paid ? output : paid;
        (output, paid) = (output - earned, paid - earned);
        require(
            paid <= position.collateralAmount,
            InsufficientCollateralAmount(position.collateralAmount, -int256(paid))
        );
        position.collateralAmount -= paid;
        if (withdrawn > position.collateralAmount) withdrawn = position.collateralAmount;
        if (position.sizeInUsd == 0) withdrawn = position.collateralAmount;
        position.collateralAmount -= withdrawn;
        output += withdrawn;
        position.borrowingFactor = borrowed;
        position.decreasedAt = block.timestamp;
        _addInterest(position.market, -int256(sizeDelta));
        if (position.sizeInUsd == 0) {
            store.removePosition(key);
        } else {
            store.setPosition(key, position);
            _requireSafe(position, prices, borrowed, false);
        }
        if (output != 0) store.transferOut(IERC20(position.collateralToken), order.addresses.receiver, output);
    }

    /// @return gained what the closed part has earned, collateral tokens
    /// @return paid what it has lost, and what closing it costs
    function _close(
        IGmxV2Reader.Position memory position,
        IGmxV2Reader.Order calldata order,
        IGmxV2Reader.MarketPrices calldata prices,
        uint256 borrowed
    ) private view returns (uint256 gained, uint256 paid) {
        uint256 sizeDelta = order.numbers.sizeDeltaUsd;
        bool improved;
        if (sizeDelta != 0) {
            int256 impactUsd;
            (impactUsd, improved) = GmxV2Arithmetic.impact(store, position.market, -int256(sizeDelta));
            _requireClosable(position, sizeDelta, impactUsd, order.numbers.acceptablePrice, prices.index.max);
            (gained, paid) = _settle(position, sizeDelta, impactUsd, prices);
        }
        paid += _costs(position, sizeDelta, improved, prices.shortToken.min, borrowed);
        position.sizeInUsd -= sizeDelta;
    }

    function _requireClosable(
        IGmxV2Reader.Position memory position,
        uint256 sizeDelta,
        int256 impactUsd,
        uint256 acceptable,
        uint256 indexPrice
    ) private pure {
        int256 shift = (-impactUsd * int256(position.sizeInUsd)) / int256(position.sizeInTokens) / int256(sizeDelta);
        uint256 execution = uint256(int256(indexPrice) + shift);
        require(execution <= acceptable, OrderNotFulfillableAtAcceptablePrice(execution, acceptable));
    }

    /// @dev Takes the closed part out of size and pending impact.
    function _settle(
        IGmxV2Reader.Position memory position,
        uint256 sizeDelta,
        int256 impactUsd,
        IGmxV2Reader.MarketPrices calldata prices
    ) private pure returns (uint256 gained, uint256 paid) {
        uint256 price = prices.shortToken.min;
        int256 base = int256((position.sizeInTokens * sizeDelta) / position.sizeInUsd);
        int256 pnl = (GmxV2Arithmetic.pnl(position, prices.index.max) * base) / int256(position.sizeInTokens);
        int256 settled = _pendingPart(position, sizeDelta);
        impactUsd += settled * int256(prices.index.max);
        if (pnl > 0) gained = uint256(pnl) / price;
        else paid = (uint256(-pnl) + price - 1) / price;
        if (impactUsd < 0) paid += (uint256(-impactUsd) + price - 1) / price;
        position.pendingImpactAmount -= settled;
        position.sizeInTokens -= uint256(base);
    }

    function _pendingPart(IGmxV2Reader.Position memory position, uint256 sizeDelta) private pure returns (int256) {
        int256 pending = position.pendingImpactAmount * int256(sizeDelta);
        int256 size = int256(position.sizeInUsd);
        return pending < 0 ? (pending - size + 1) / size : pending / size;
    }

    /// @dev What would leave the rest with too little is not given out; alone, it is refused.
    function _allowedWithdrawal(
        IGmxV2Reader.Position memory position,
        uint256 sizeDelta,
        uint256 withdrawn,
        IGmxV2Reader.MarketPrices calldata prices
    ) private view returns (uint256) {
        if (sizeDelta == position.sizeInUsd) return 0;
        int256 pnl = GmxV2Arithmetic.pnl(position, prices.index.max);
        int256 realized = (pnl * int256(sizeDelta)) / int256(position.sizeInUsd);
        int256 left = int256((position.collateralAmount - withdrawn) * prices.shortToken.min);
        if (realized < 0) left += realized;
        uint256 sizeThen = position.sizeInUsd - sizeDelta;
        uint256 factor = store.getUint(GmxV2Keys.ofMarket("MIN_COLLATERAL_FACTOR", position.market));
        bool enough =
            left >= int256(GmxV2Arithmetic.factored(sizeThen, factor)) &&
                left + pnl - realized >= int256(store.getUint(GmxV2Keys.named("MIN_COLLATERAL_USD")));
        if (enough) return withdrawn;
        require(sizeDelta != 0, UnableToWithdrawCollateral(left));
        return 0;
    }

    function _costs(
        IGmxV2Reader.Position memory position,
        uint256 sizeDelta,
        bool improved,
        uint256 price,
        uint256 borrowed
    ) private view returns (uint256) {
        return
            GmxV2Arithmetic.fee(store, position.market, sizeDelta, improved, price) +
            GmxV2Arithmetic.factored(position.sizeInUsd, borrowed - position.borrowingFactor) / price;
    }

    function _leastForLeverage(IGmxV2Reader.Position memory position) private view returns (int256) {
        uint256 factor = store.getUint(GmxV2Keys.ofMarket("MIN_COLLATERAL_FACTOR", position.market));
        return int256(GmxV2Arithmetic.factored(position.sizeInUsd, factor));
    }

    function _requireSafe(
        IGmxV2Reader.Position memory position,
        IGmxV2Reader.MarketPrices calldata prices,
        uint256 borrowed,
        bool forLiquidation
    ) private view {
        require(
            position.sizeInUsd != 0 && position.sizeInTokens != 0,
            InvalidPositionSizeValues(position.sizeInUsd, position.sizeInTokens)
        );
        uint256 least = store.getUint(GmxV2Keys.named("MIN_POSITION_SIZE_USD"));
        require(position.sizeInUsd >= least, MinPositionSize(position.sizeInUsd, least));
        (bool liquidatable, string memory reason, IGmxV2Reader.LiquidationInfo memory info) = GmxV2Arithmetic
            .liquidation(store, position, prices, borrowed, forLiquidation);
        require(
            !liquidatable,
            LiquidatablePosition(
                reason,
                info.remainingCollateralUsd,
                info.minCollateralUsd,
                info.minCollateralUsdForLeverage
            )
        );
    }

    // --- keeping books

    function _order(
        address account,
        IGmxV2ExchangeRouter.NewOrder calldata given
    ) private view returns (IGmxV2Reader.Order memory order) {
        order.addresses = IGmxV2Reader.OrderAddresses(
            account,
            given.addresses.receiver,
            given.addresses.cancellationReceiver,
            given.addresses.callbackContract,
            given.addresses.uiFeeReceiver,
            given.addresses.market,
            given.addresses.initialCollateralToken,
            given.addresses.swapPath
        );
        order.numbers.orderType = given.orderType;
        order.numbers.swapType = given.swapType;
        order.numbers.sizeDeltaUsd = given.numbers.sizeDeltaUsd;
        order.numbers.initialCollateralDeltaAmount = given.numbers.initialCollateralDeltaAmount;
        order.numbers.acceptablePrice = given.numbers.acceptablePrice;
        order.numbers.updatedAt = block.timestamp;
        order.flags.isLong = given.isLong;
        order.flags.autoCancel = given.autoCancel;
    }

    function _known(bytes32 key) private view returns (IGmxV2Reader.Order memory order) {
        order = store.order(key);
        require(order.addresses.account != address(0), EmptyOrder());
    }

    function _cancel(
        bytes32 key,
        IGmxV2Reader.Order memory order,
        bytes memory reason,
        address keeper,
        uint256 gas
    ) private {
        store.removeOrder(key);
        if (order.numbers.orderType == MARKET_INCREASE && order.numbers.initialCollateralDeltaAmount != 0) {
            orderVault.transferOut(
                order.addresses.initialCollateralToken,
                order.addresses.cancellationReceiver,
                order.numbers.initialCollateralDeltaAmount
            );
        }
        emit OrderCancelled(key, reason);
        _payKeeper(order, keeper, gas);
    }

    /// @dev To the keeper what its gas has cost, the rest back to where the order says; as ether, or as WETH to who takes
    /// none.
    function _payKeeper(IGmxV2Reader.Order memory order, address keeper, uint256 gas) private {
        uint256 fee = order.numbers.executionFee;
        if (fee == 0) return;
        orderVault.transferOut(wrapped, address(this), fee);
        IUnwrapping(wrapped).withdraw(fee);
        uint256 earned = (gas - gasleft()) * tx.gasprice;
        if (earned > fee) earned = fee;
        _sendEther(keeper, earned);
        _sendEther(order.addresses.receiver, fee - earned);
    }

    function _sendEther(address receiver, uint256 amount) private {
        if (amount == 0) return;
        (bool ok, ) = receiver.call{value: amount, gas: GAS_FOR_ETHER}("");
        if (ok) return;
        IUnwrapping(wrapped).deposit{value: amount}();
        IERC20(wrapped).safeTransfer(receiver, amount);
    }

    function _writeBorrowing(address market) private returns (uint256 borrowed) {
        (, borrowed) = GmxV2Arithmetic.borrowing(store, market);
        store.setUint(GmxV2Keys.ofMarket("CUMULATIVE_BORROWING_FACTOR", market, false), borrowed);
        store.setUint(GmxV2Keys.ofMarket("CUMULATIVE_BORROWING_FACTOR_UPDATED_AT", market, false), block.timestamp);
    }

    function _addInterest(address market, int256 changeUsd) private {
        bytes32 key = GmxV2Arithmetic.shortInterestKey(store, market);
        uint256 interest = uint256(int256(store.getUint(key)) + changeUsd);
        uint256 most = store.getUint(GmxV2Keys.ofMarket("MAX_OPEN_INTEREST", market, false));
        require(changeUsd <= 0 || interest <= most, MaxOpenInterestExceeded(interest, most));
        store.setUint(key, interest);
    }

    function _requireMarket(address market) private view {
        require(!store.getBool(GmxV2Keys.ofMarket("IS_MARKET_DISABLED", market)), DisabledMarket(market));
    }

    function _requireFeature(string memory name, uint8 kind) private view {
        bytes32 key = GmxV2Keys.feature(name, address(this), kind);
        require(!store.getBool(key), DisabledFeature(key));
    }
}
