// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {
    ILyraGreekCache,
    ILyraLiquidityPool,
    ILyraOptionMarket,
    ILyraOptionMarketPricer,
    ILyraOptionToken,
    ILyraSynthetixAdapter
} from "../../external/lyra/ILyra.sol";
import {Measure, MeasureKind, Trait, TraitKind, Watch} from "../../interfaces/IWatched.sol";
import {QuoteMath} from "../QuoteMath.sol";
import {IProxyAdmin, Watching} from "./Watching.sol";

/// @title How one option market of Lyra v1 is watched
/// @notice Its contracts are no proxies, except for the adapter to Synthetix, which may be one.
library LyraWatch {
    struct Places {
        ILyraOptionMarket market;
        ILyraOptionToken optionToken;
        ILyraGreekCache greekCache;
        ILyraOptionMarketPricer pricer;
        ILyraLiquidityPool pool;
        ILyraSynthetixAdapter adapter;
        address blackScholes;
        /// of the adapter; zero: it is no proxy, or nobody would tell
        IProxyAdmin admin;
    }

    /// @param spot 0 when it is not believed
    function read(Places memory at, uint256 spot) internal view returns (Watch memory) {
        Trait[] memory who = Watching.join(code(at), _control(at));
        return Watch(Watching.join(who, _terms(at)), _measures(at, spot));
    }

    /// @notice What the gauge pins.
    function code(Places memory at) internal view returns (Trait[] memory traits) {
        IProxyAdmin none = IProxyAdmin(address(0));
        traits = new Trait[](7);
        traits[0] = Watching.code("OptionMarket's code", address(at.market), none);
        traits[1] = Watching.code("OptionToken's code", address(at.optionToken), none);
        traits[2] = Watching.code("OptionGreekCache's code", address(at.greekCache), none);
        traits[3] = Watching.code("OptionMarketPricer's code", address(at.pricer), none);
        traits[4] = Watching.code("LiquidityPool's code", address(at.pool), none);
        traits[5] = Watching.code("SynthetixAdapter's code", address(at.adapter), at.admin);
        traits[6] = Watching.code("BlackScholes' code", at.blackScholes, none);
    }

    function _control(Places memory at) private view returns (Trait[] memory traits) {
        traits = new Trait[](8);
        traits[0] = Watching.owner("OptionMarket's owner", address(at.market));
        traits[1] = Watching.owner("OptionToken's owner", address(at.optionToken));
        traits[2] = Watching.owner("OptionGreekCache's owner", address(at.greekCache));
        traits[3] = Watching.owner("OptionMarketPricer's owner", address(at.pricer));
        traits[4] = Watching.owner("LiquidityPool's owner", address(at.pool));
        traits[5] = Watching.owner("SynthetixAdapter's owner", address(at.adapter));
        traits[6] = Watching.trait(TraitKind.CONTROL, "addresses of Synthetix", at.adapter.addressResolver());
        traits[7] = Watching.trait(TraitKind.PRICE_SOURCE, "exchange rates", at.adapter.exchangeRates());
    }

    function _terms(Places memory at) private view returns (Trait[] memory traits) {
        traits = new Trait[](9);
        traits[0] = _terms("terms of premiums", abi.encode(at.pricer.getPricingParams()));
        traits[1] = _terms("limits of trades", abi.encode(at.pricer.getTradeLimitParams()));
        traits[2] = _terms("fee for variance", abi.encode(at.pricer.getVarianceFeeParams()));
        traits[3] = _terms("terms of the Greek cache", abi.encode(at.greekCache.getGreekCacheParams()));
        traits[4] = _terms("least collateral", abi.encode(at.greekCache.getMinCollatParams()));
        traits[5] = _terms("terms of closing by force", abi.encode(at.greekCache.getForceCloseParams()));
        traits[6] = Watching.flag("everything paused", at.adapter.isGlobalPaused());
        traits[7] = Watching.flag("market paused", at.adapter.isMarketPaused(address(at.market)));
        traits[8] = Watching.flag("a board frozen", _anyFrozen(at.market));
    }

    function _terms(bytes32 label, bytes memory terms) private pure returns (Trait memory) {
        return Watching.trait(TraitKind.TERMS, label, keccak256(terms));
    }

    function _anyFrozen(ILyraOptionMarket market) private view returns (bool) {
        uint256[] memory boards = market.getLiveBoards();
        for (uint256 i = 0; i < boards.length; ++i) {
            if (market.getOptionBoard(boards[i]).frozen) return true;
        }
        return false;
    }

    function _measures(Places memory at, uint256 spot) private view returns (Measure[] memory measures) {
        if (spot == 0) return measures;
        ILyraLiquidityPool.Liquidity memory pool = at.pool.getLiquidity(spot);
        measures = new Measure[](2);
        measures[0] = Watching.measure(MeasureKind.UTILISATION, "pool's quote in use", _used(pool));
        measures[1] = Watching.measure(MeasureKind.INDEX_PRICE, "price", QuoteMath.toInt(spot));
    }

    /// @return basis points of what the pool is worth that it cannot lock away or pay any more, rounded up
    function _used(ILyraLiquidityPool.Liquidity memory pool) private pure returns (int256) {
        if (pool.nav == 0 || pool.freeLiquidity >= pool.nav) return pool.nav == 0 ? int256(1e4) : int256(0);
        return QuoteMath.toInt(QuoteMath.divUp((pool.nav - pool.freeLiquidity) * 1e4, pool.nav));
    }
}
