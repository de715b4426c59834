// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IAaveOracle, IAavePool} from "../../external/aave/IAaveV3.sol";
import {
    IAavePriceSources,
    IAaveRegistry,
    IAaveRevisions,
    IAaveTreasury
} from "../../external/aave/IAaveV3Governance.sol";
import {Measure, MeasureKind, Trait, TraitKind, Watch} from "../../interfaces/IWatched.sol";
import {QuoteMath} from "../QuoteMath.sol";
import {Watching} from "./Watching.sol";

/// @title How an Aave v3 market is watched
/// @notice Its proxies tell their implementation to the addresses provider alone, which tells nobody. Its revision does
/// as well: an implementation whose revision is not higher than the last one's cannot be put in place, except by one
/// that lies about it.
library AaveV3Watch {
    uint256 private constant BPS = 1e4;
    /// bits of a reserve's configuration: threshold and bonus with the loan to value; caps and the reserve's factor
    uint256 private constant LENDING_BITS = (1 << 48) - 1;
    uint256 private constant CAPS_SHIFT = 64;
    uint256 private constant CAPS_BITS = (1 << 88) - 1;

    struct Places {
        IAavePool pool;
        IAaveRegistry registry;
        address base;
        address quote;
    }

    function read(Places memory at) internal view returns (Watch memory) {
        Trait[] memory who = Watching.join(code(at), _control(at));
        Trait[] memory terms = Watching.join(_baseTerms(at), _quoteTerms(at));
        return Watch(Watching.join(who, terms), _measures(at));
    }

    /// @notice What the gauge pins.
    function code(Places memory at) internal view returns (Trait[] memory traits) {
        IAavePool.ReserveData memory base = at.pool.getReserveData(at.base);
        IAavePool.ReserveData memory quote = at.pool.getReserveData(at.quote);
        traits = new Trait[](6);
        traits[0] = Watching.trait(TraitKind.CODE, "pool of the market", at.registry.getPool());
        traits[1] = _revision("pool's revision", IAaveRevisions(address(at.pool)).POOL_REVISION());
        traits[2] = _revision("WETH supply's revision", IAaveRevisions(base.aTokenAddress).ATOKEN_REVISION());
        traits[3] = _revision(
            "WETH debt's revision",
            IAaveRevisions(base.variableDebtTokenAddress).DEBT_TOKEN_REVISION()
        );
        traits[4] = _revision("USDC supply's revision", IAaveRevisions(quote.aTokenAddress).ATOKEN_REVISION());
        traits[5] = _revision(
            "USDC debt's revision",
            IAaveRevisions(quote.variableDebtTokenAddress).DEBT_TOKEN_REVISION()
        );
    }

    /// @return owed to the suppliers of an asset, smallest units
    /// @return there what of it lies there or is owed by borrowers
    /// @return lent the part of `there` that borrowers owe
    function backing(IAavePool pool, address asset) internal view returns (uint256 owed, uint256 there, uint256 lent) {
        IAavePool.ReserveData memory reserve = pool.getReserveData(asset);
        owed = IERC20(reserve.aTokenAddress).totalSupply();
        lent = IERC20(reserve.variableDebtTokenAddress).totalSupply();
        // zero from 3.2 on, when debt at stable rates was ended
        if (reserve.stableDebtTokenAddress.code.length > 0) {
            lent += IERC20(reserve.stableDebtTokenAddress).totalSupply();
        }
        there = IERC20(asset).balanceOf(reserve.aTokenAddress) + lent;
    }

    function _revision(bytes32 label, uint256 revision) private pure returns (Trait memory) {
        return Watching.trait(TraitKind.CODE, label, revision);
    }

    function _control(Places memory at) private view returns (Trait[] memory traits) {
        IAaveRegistry registry = at.registry;
        address oracle = registry.getPriceOracle();
        traits = new Trait[](8);
        traits[0] = Watching.trait(TraitKind.CONTROL, "owner of the market", registry.owner());
        traits[1] = Watching.trait(TraitKind.CONTROL, "administrator of roles", registry.getACLAdmin());
        traits[2] = Watching.trait(TraitKind.CONTROL, "keeper of roles", registry.getACLManager());
        traits[3] = Watching.trait(TraitKind.CONTROL, "configurator", registry.getPoolConfigurator());
        traits[4] = Watching.trait(TraitKind.PRICE_SOURCE, "oracle", oracle);
        traits[5] = _source("WETH's price source", oracle, at.base);
        traits[6] = _source("USDC's price source", oracle, at.quote);
        traits[7] = Watching.trait(TraitKind.PRICE_SOURCE, "oracle sentinel", registry.getPriceOracleSentinel());
    }

    function _source(bytes32 label, address oracle, address asset) private view returns (Trait memory) {
        return Watching.trait(TraitKind.PRICE_SOURCE, label, IAavePriceSources(oracle).getSourceOfAsset(asset));
    }

    function _baseTerms(Places memory at) private view returns (Trait[] memory traits) {
        IAavePool.ReserveData memory reserve = at.pool.getReserveData(at.base);
        uint256 configuration = reserve.configuration;
        traits = new Trait[](8);
        traits[0] = Watching.trait(TraitKind.TERMS, "WETH lending limits", configuration & LENDING_BITS);
        traits[1] = Watching.trait(TraitKind.TERMS, "WETH factor and caps", (configuration >> CAPS_SHIFT) & CAPS_BITS);
        traits[2] = Watching.trait(TraitKind.TERMS, "WETH rate strategy", reserve.interestRateStrategyAddress);
        address treasury = IAaveTreasury(reserve.aTokenAddress).RESERVE_TREASURY_ADDRESS();
        traits[3] = Watching.trait(TraitKind.TERMS, "WETH treasury", treasury);
        traits[4] = Watching.flag("WETH paused", _bit(configuration, 60));
        traits[5] = Watching.flag("WETH frozen", _bit(configuration, 57));
        traits[6] = Watching.flag("WETH not active", !_bit(configuration, 56));
        traits[7] = Watching.flag("WETH not lent", !_bit(configuration, 58));
    }

    function _quoteTerms(Places memory at) private view returns (Trait[] memory traits) {
        IAavePool.ReserveData memory reserve = at.pool.getReserveData(at.quote);
        uint256 configuration = reserve.configuration;
        traits = new Trait[](7);
        traits[0] = Watching.trait(TraitKind.TERMS, "USDC lending limits", configuration & LENDING_BITS);
        traits[1] = Watching.trait(TraitKind.TERMS, "USDC factor and caps", (configuration >> CAPS_SHIFT) & CAPS_BITS);
        traits[2] = Watching.trait(TraitKind.TERMS, "USDC rate strategy", reserve.interestRateStrategyAddress);
        address treasury = IAaveTreasury(reserve.aTokenAddress).RESERVE_TREASURY_ADDRESS();
        traits[3] = Watching.trait(TraitKind.TERMS, "USDC treasury", treasury);
        traits[4] = Watching.flag("USDC paused", _bit(configuration, 60));
        traits[5] = Watching.flag("USDC frozen", _bit(configuration, 57));
        traits[6] = Watching.flag("USDC not active", !_bit(configuration, 56));
    }

    function _measures(Places memory at) private view returns (Measure[] memory measures) {
        (int256 baseUsed, int256 baseBacked) = _use(at.pool, at.base);
        (int256 quoteUsed, int256 quoteBacked) = _use(at.pool, at.quote);
        IAaveOracle oracle = IAaveOracle(at.registry.getPriceOracle());
        int256 usdPerBase = QuoteMath.toInt(oracle.getAssetPrice(at.base));
        int256 usdPerQuote = QuoteMath.toInt(oracle.getAssetPrice(at.quote));
        measures = new Measure[](5);
        measures[0] = Watching.measure(MeasureKind.UTILISATION, "WETH lent out", baseUsed);
        measures[1] = Watching.measure(MeasureKind.UTILISATION, "USDC lent out", quoteUsed);
        measures[2] = Watching.measure(MeasureKind.BACKING, "WETH owed that is there", baseBacked);
        measures[3] = Watching.measure(MeasureKind.BACKING, "USDC owed that is there", quoteBacked);
        int256 index = QuoteMath.divDown(usdPerBase * 1e18, usdPerQuote);
        measures[4] = Watching.measure(MeasureKind.INDEX_PRICE, "oracle price", index);
    }

    /// @return used basis points of what is supplied that is lent out, rounded up
    /// @return backed basis points of what suppliers are owed that lies there or is owed by borrowers, rounded down
    function _use(IAavePool pool, address asset) private view returns (int256 used, int256 backed) {
        (uint256 owed, uint256 there, uint256 lent) = backing(pool, asset);
        if (owed == 0) return (0, int256(BPS));
        used = QuoteMath.toInt(QuoteMath.divUp(lent * BPS, there));
        backed = QuoteMath.toInt((there * BPS) / owed);
    }

    function _bit(uint256 configuration, uint256 position) private pure returns (bool) {
        return (configuration >> position) & 1 == 1;
    }
}
