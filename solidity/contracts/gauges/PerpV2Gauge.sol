// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {
    IPerpAccountBalance,
    IPerpBaseToken,
    IPerpClearingHouse,
    IPerpClearingHouseConfig,
    IPerpExchange,
    IPerpInsuranceFund,
    IPerpMarketRegistry,
    IPerpVault
} from "../external/perp/IPerpV2.sol";
import {IUniswapV3Pool} from "../external/uniswap/IUniswapV3.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../interfaces/IGauge.sol";
import {IWatched, Watch} from "../interfaces/IWatched.sol";
import {QuoteMath} from "./QuoteMath.sol";
import {PerpV2Places, PerpV2Watch} from "./watch/PerpV2Watch.sol";
import {IProxyAdmin, Watching} from "./watch/Watching.sol";

/// @notice The account at Perpetual Protocol v2, and the market. Ratios are in millionths.
struct PerpV2State {
    /// ETH 1e18, taker and maker; a short is negative
    int256 positionSize;
    /// USD 1e18, taker and maker; a short's is positive
    int256 openNotional;
    /// USDC 1e6: deposits and settled profit, may be negative
    int256 vaultBalance;
    /// USD 1e18
    int256 owedRealizedPnl;
    uint256 pendingFee;
    /// USD 1e18; the account pays when positive
    int256 pendingFunding;
    /// USD 1e18, all markets, at the protocol's mark
    int256 unrealizedPnl;
    /// USD 1e18, of which only six digits after the point are ever non-zero: what the protocol liquidates by
    int256 accountValue;
    /// USD 1e18, all markets: liquidatable when accountValue is less
    int256 marginRequirement;
    /// USDC 1e6 at the opening ratio; negative: nothing can be opened
    int256 freeCollateral;
    /// USDC 1e6 that withdraw would pay out now
    uint256 withdrawable;
    uint24 imRatio;
    uint24 mmRatio;
    /// USD 1e18. The price the protocol values the position at: the mark while open, the paused or closed price after
    uint256 markPrice;
    /// USD 1e18: the feed's last price
    uint256 indexPrice;
    /// USD 1e18 over twapInterval: funding runs on the difference of these two
    uint256 marketTwap;
    uint256 indexTwap;
    /// seconds
    uint32 twapInterval;
    uint24 maxFundingRate;
    /// of the quote amount, this account's discount included
    uint24 feeRatio;
    uint24 uniswapFeeRatio;
    /// a trade may not take the pool further than this from the index
    uint24 maxPriceSpreadRatio;
    /// a trade may not take the pool further than this, in ticks, within fifteen seconds; 0 stops trading
    uint24 maxTickCrossed;
    uint160 sqrtPriceX96;
    int24 tick;
    uint128 liquidity;
    /// USDC 1e6, may be negative
    int256 insuranceFundCapacity;
    /// the account is a maker: it cannot be liquidated before its orders are cancelled
    bool hasOrder;
    bool baseTokenOpen;
    bool baseTokenClosed;
    bool clearingHousePaused;
    bool vaultPaused;
}

/// @title Gauge of one account in one market of Perpetual Protocol v2 ("Curie")
/// @notice The protocol liquidates when accountValue (rounded down to 6 decimals) < marginRequirement (18 decimals).
/// So protocolEquity is the first in USDC 1e6 as it is, and maintenance the second rounded up to 6 decimals: for an
/// integer v and any m, v * 1e12 < m exactly when v < ceil(m / 1e12).
/// oracleNav = vault balance + owed profit + pending fee - pending funding + open notional + size * oracle price.
/// It uses no price of the market. (A maker's size and notional do follow the pool; the vault is never a maker.)
/// Once the market is closed the position settles at the closed price and moves no more: delta is 0 and that price
/// takes the oracle's place.
/// Drained is what its vault is when it holds less than it owes this account alone. What others have lost and cannot pay
/// makes it owe more than it holds as well, but does not make it short of what one account may claim.
contract PerpV2Gauge is IGauge, IWatched {
    uint256 private constant USD_PER_QUOTE = 1e12;

    bytes32 public immutable venueId;
    IPerpClearingHouse public immutable clearingHouse;
    IPerpBaseToken public immutable baseToken;
    IPerpVault public immutable vault;
    IPerpAccountBalance public immutable accountBalance;
    IPerpExchange public immutable exchange;
    IPerpClearingHouseConfig public immutable config;
    IPerpMarketRegistry public immutable marketRegistry;
    IPerpInsuranceFund public immutable insuranceFund;
    address public immutable quote;
    /// zero where the protocol's contracts stand behind no proxies
    IProxyAdmin public immutable proxyAdmin;
    /// of the protocol's code when this gauge was made
    bytes32 public immutable codePin;

    error UnknownSettlementToken(address token, uint8 decimals);

    constructor(
        string memory name,
        IPerpClearingHouse clearingHouse_,
        IPerpBaseToken baseToken_,
        address quote_,
        IProxyAdmin proxyAdmin_
    ) {
        venueId = keccak256(bytes(name));
        clearingHouse = clearingHouse_;
        baseToken = baseToken_;
        vault = IPerpVault(clearingHouse_.getVault());
        accountBalance = IPerpAccountBalance(clearingHouse_.getAccountBalance());
        exchange = IPerpExchange(clearingHouse_.getExchange());
        config = IPerpClearingHouseConfig(clearingHouse_.getClearingHouseConfig());
        insuranceFund = IPerpInsuranceFund(clearingHouse_.getInsuranceFund());
        marketRegistry = IPerpMarketRegistry(exchange.getMarketRegistry());
        quote = vault.getSettlementToken();
        require(quote == quote_ && vault.decimals() == 6, UnknownSettlementToken(quote, vault.decimals()));
        // reverts where the market does not exist
        marketRegistry.getPool(address(baseToken_));
        proxyAdmin = proxyAdmin_;
        codePin = Watching.pin(PerpV2Watch.code(_places()));
    }

    /// @inheritdoc IGauge
    function status() external view returns (VenueStatus) {
        if (baseToken.isClosed()) return VenueStatus.CLOSED;
        bool stopped =
            !baseToken.isOpen() ||
                clearingHouse.paused() ||
                vault.paused() ||
                exchange.getMaxTickCrossedWithinBlock(address(baseToken)) == 0;
        return stopped ? VenueStatus.PAUSED : VenueStatus.OPEN;
    }

    /// @inheritdoc IGauge
    function totals(address account, uint256 priceE18) external view returns (GaugeTotals memory sum) {
        Watching.demand(codePin, PerpV2Watch.code(_places()));
        int256 size = accountBalance.getTotalPositionSize(account, address(baseToken));
        bool closed = baseToken.isClosed();
        sum.delta = closed ? int256(0) : size;
        sum.protocolEquity = vault.getAccountValue(account);
        _demandPayable(sum.protocolEquity);
        int256 requirement = accountBalance.getMarginRequirementForLiquidation(account);
        sum.maintenance = QuoteMath.divUp(uint256(requirement), USD_PER_QUOTE);
        int256 priceOfSize = QuoteMath.toInt(closed ? baseToken.getClosedPrice() : priceE18);
        // USD 1e18 times 1e18, so that one rounding at the end is the only one
        sum.oracleNav = QuoteMath.divDown(_cashAndNotional(account) * 1e18 + size * priceOfSize, 1e30);
    }

    /// @inheritdoc IGauge
    function primitives(address account) external view returns (bytes memory) {
        return abi.encode(state(account));
    }

    /// @inheritdoc IWatched
    function watched() external view returns (Watch memory) {
        return PerpV2Watch.read(_places());
    }

    function state(address account) public view returns (PerpV2State memory read) {
        _readAccount(read, account);
        _readMarket(read, account);
        _readStatus(read, account);
    }

    function _readAccount(PerpV2State memory read, address account) private view {
        read.positionSize = accountBalance.getTotalPositionSize(account, address(baseToken));
        read.openNotional = accountBalance.getTotalOpenNotional(account, address(baseToken));
        read.vaultBalance = vault.getBalance(account);
        (read.owedRealizedPnl, read.unrealizedPnl, read.pendingFee) = accountBalance.getPnlAndPendingFee(account);
        read.pendingFunding = exchange.getAllPendingFundingPayment(account);
        read.accountValue = clearingHouse.getAccountValue(account);
        read.marginRequirement = accountBalance.getMarginRequirementForLiquidation(account);
        read.imRatio = config.getImRatio();
        read.mmRatio = config.getMmRatio();
        read.freeCollateral = vault.getFreeCollateralByRatio(account, read.imRatio);
        read.withdrawable = vault.getFreeCollateralByToken(account, quote);
    }

    function _readMarket(PerpV2State memory read, address account) private view {
        address market = address(baseToken);
        read.twapInterval = config.getTwapInterval();
        read.maxFundingRate = config.getMaxFundingRate();
        read.indexPrice = baseToken.getIndexPrice(0);
        read.indexTwap = baseToken.getIndexPrice(read.twapInterval);
        read.marketTwap = QuoteMath.priceOfSqrtDown(exchange.getSqrtMarketTwapX96(market, read.twapInterval));
        IPerpMarketRegistry.MarketInfo memory info = marketRegistry.getMarketInfoByTrader(account, market);
        read.feeRatio = info.exchangeFeeRatio;
        read.uniswapFeeRatio = info.uniswapFeeRatio;
        read.maxPriceSpreadRatio = info.maxPriceSpreadRatio;
        read.maxTickCrossed = exchange.getMaxTickCrossedWithinBlock(market);
        (read.sqrtPriceX96, read.tick, , , , , ) = IUniswapV3Pool(info.pool).slot0();
        read.liquidity = IUniswapV3Pool(info.pool).liquidity();
        read.insuranceFundCapacity = insuranceFund.getInsuranceFundCapacity();
    }

    function _readStatus(PerpV2State memory read, address account) private view {
        read.hasOrder = accountBalance.hasOrder(account);
        read.baseTokenOpen = baseToken.isOpen();
        read.baseTokenClosed = baseToken.isClosed();
        read.clearingHousePaused = clearingHouse.paused();
        read.vaultPaused = vault.paused();
        if (read.baseTokenOpen) read.markPrice = accountBalance.getMarkPrice(address(baseToken));
        else read.markPrice = read.baseTokenClosed ? baseToken.getClosedPrice() : baseToken.getPausedIndexPrice();
    }

    /// Whoever comes is paid out of the vault's dollars and out of nothing else: not even of the insurance fund.
    function _demandPayable(int256 owed) private view {
        if (owed <= 0) return;
        uint256 there = IERC20(quote).balanceOf(address(vault));
        require(uint256(owed) <= there, ProtocolDrained(uint256(owed), there));
    }

    /// USD 1e18: what the account would be left with if its position in this market were worth nothing
    function _cashAndNotional(address account) private view returns (int256) {
        (int256 owedRealizedPnl, , uint256 pendingFee) = accountBalance.getPnlAndPendingFee(account);
        return
            vault.getBalance(account) * int256(USD_PER_QUOTE) +
            owedRealizedPnl +
            QuoteMath.toInt(pendingFee) -
            exchange.getAllPendingFundingPayment(account) +
            accountBalance.getTotalOpenNotional(account, address(baseToken));
    }

    function _places() private view returns (PerpV2Places memory) {
        return
            PerpV2Places(
                clearingHouse,
                baseToken,
                vault,
                accountBalance,
                exchange,
                config,
                marketRegistry,
                insuranceFund,
                proxyAdmin
            );
    }
}
