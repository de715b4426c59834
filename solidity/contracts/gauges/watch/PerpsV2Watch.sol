// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {
    IPerpsV2Market,
    IPerpsV2MarketSettings,
    ISynthetixAddressResolver,
    ISynthetixSystemStatus
} from "../../external/synthetix/IPerpsV2.sol";
import {
    IPerpsV2ExchangeRate,
    IPerpsV2Proxy,
    ISynthetixExchangeRates
} from "../../external/synthetix/IPerpsV2Governance.sol";
import {Measure, MeasureKind, Trait, TraitKind, Watch} from "../../interfaces/IWatched.sol";
import {QuoteMath} from "../QuoteMath.sol";
import {Watching} from "./Watching.sol";

/// @title How a market of Synthetix PerpsV2 is watched
/// @notice Its proxy tells everybody which contract answers which call. What the market itself looks up elsewhere, it
/// looks up at the resolver.
library PerpsV2Watch {
    /// more calls than any market has
    uint256 private constant MOST_ROUTES = 256;

    struct Places {
        IPerpsV2Market market;
        ISynthetixAddressResolver resolver;
        bytes32 marketKey;
        bytes32 baseAsset;
        IERC20 quote;
        /// where sUSD is changed into it
        address wayOut;
    }

    function read(Places memory at) internal view returns (Watch memory) {
        Trait[] memory who = Watching.join(code(at), _control(at));
        return Watch(Watching.join(who, _terms(at)), _measures(at));
    }

    /// @notice What the gauge pins.
    function code(Places memory at) internal view returns (Trait[] memory traits) {
        IPerpsV2Proxy proxy = IPerpsV2Proxy(address(at.market));
        traits = new Trait[](1);
        traits[0] = Watching.trait(
            TraitKind.CODE,
            "contracts behind the proxy",
            keccak256(abi.encode(proxy.getAllTargets()))
        );
    }

    function _control(Places memory at) private view returns (Trait[] memory traits) {
        IPerpsV2Proxy proxy = IPerpsV2Proxy(address(at.market));
        address rate = at.resolver.getAddress("PerpsV2ExchangeRate");
        address rates = at.resolver.getAddress("ExchangeRates");
        traits = new Trait[](11);
        IPerpsV2Proxy.Route[] memory routes = proxy.getRoutesPage(0, MOST_ROUTES);
        traits[0] = Watching.trait(TraitKind.CONTROL, "routes of the proxy", keccak256(abi.encode(routes)));
        traits[1] = Watching.owner("proxy's owner", address(at.market));
        traits[2] = Watching.owner("resolver's owner", address(at.resolver));
        traits[3] = _place(at, TraitKind.CONTROL, "FuturesMarketManager");
        traits[4] = _place(at, TraitKind.CONTROL, "SystemStatus");
        traits[5] = _place(at, TraitKind.CONTROL, "SynthsUSD");
        traits[6] = _place(at, TraitKind.TERMS, "PerpsV2MarketSettings");
        traits[7] = Watching.trait(TraitKind.PRICE_SOURCE, "ExchangeRates", rates);
        traits[8] = Watching.trait(TraitKind.PRICE_SOURCE, "PerpsV2ExchangeRate", rate);
        traits[9] = Watching.trait(
            TraitKind.PRICE_SOURCE,
            "oracle of orders",
            IPerpsV2ExchangeRate(rate).offchainOracle()
        );
        traits[10] = Watching.trait(
            TraitKind.PRICE_SOURCE,
            "price feed",
            ISynthetixExchangeRates(rates).aggregators(at.baseAsset)
        );
    }

    function _place(Places memory at, TraitKind kind, bytes32 name) private view returns (Trait memory) {
        return Watching.trait(kind, name, at.resolver.getAddress(name));
    }

    function _terms(Places memory at) private view returns (Trait[] memory traits) {
        IPerpsV2MarketSettings settings = _settings(at);
        IPerpsV2MarketSettings.Parameters memory terms = settings.parameters(at.marketKey);
        ISynthetixSystemStatus status = ISynthetixSystemStatus(at.resolver.getAddress("SystemStatus"));
        traits = new Trait[](9);
        traits[0] = Watching.trait(TraitKind.TERMS, "taker's fee, 1e18", terms.takerFeeOffchainDelayedOrder);
        traits[1] = Watching.trait(TraitKind.TERMS, "most leverage, 1e18", terms.maxLeverage);
        traits[2] = Watching.trait(TraitKind.TERMS, "largest market, 1e18", terms.maxMarketValue);
        traits[3] = Watching.trait(TraitKind.TERMS, "funding velocity, 1e18", terms.maxFundingVelocity);
        traits[4] = Watching.trait(TraitKind.TERMS, "other terms of the market", keccak256(abi.encode(terms)));
        traits[5] = Watching.trait(TraitKind.TERMS, "terms of all markets", _commonTerms(settings));
        traits[6] = Watching.flag(
            "market suspended",
            _refuses(status, abi.encodeCall(status.requireFuturesMarketActive, (at.marketKey)))
        );
        traits[7] = Watching.flag(
            "orders suspended",
            _refuses(status, abi.encodeCall(status.requireFuturesMarketActive, (terms.offchainMarketKey)))
        );
        traits[8] = Watching.flag(
            "asset suspended",
            _refuses(status, abi.encodeCall(status.requireSynthActive, (at.baseAsset)))
        );
    }

    function _commonTerms(IPerpsV2MarketSettings settings) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    settings.minKeeperFee(),
                    settings.maxKeeperFee(),
                    settings.liquidationFeeRatio(),
                    settings.keeperLiquidationFee(),
                    settings.minInitialMargin()
                )
            );
    }

    function _measures(Places memory at) private view returns (Measure[] memory measures) {
        (uint256 price, bool invalid) = at.market.assetPrice();
        measures = new Measure[](invalid ? 2 : 3);
        measures[0] = Watching.measure(MeasureKind.UTILISATION, "fuller side's part", _fullerSide(at));
        int256 there = QuoteMath.toInt(at.quote.balanceOf(at.wayOut));
        measures[1] = Watching.measure(MeasureKind.BACKSTOP, "USDC that sUSD is sold for", there);
        if (!invalid) {
            measures[2] = Watching.measure(MeasureKind.INDEX_PRICE, "price", QuoteMath.toInt(price));
        }
    }

    /// @return basis points of the most that either side may hold, rounded up
    function _fullerSide(Places memory at) private view returns (int256) {
        uint256 most = _settings(at).parameters(at.marketKey).maxMarketValue;
        if (most == 0) return 1e4;
        int256 skew = at.market.marketSkew();
        uint256 side = (at.market.marketSize() + uint256(skew < 0 ? -skew : skew)) / 2;
        return QuoteMath.toInt(QuoteMath.divUp(side * 1e4, most));
    }

    function _settings(Places memory at) private view returns (IPerpsV2MarketSettings) {
        return IPerpsV2MarketSettings(at.resolver.getAddress("PerpsV2MarketSettings"));
    }

    function _refuses(ISynthetixSystemStatus status, bytes memory question) private view returns (bool) {
        (bool ok, ) = address(status).staticcall(question);
        return !ok;
    }
}
