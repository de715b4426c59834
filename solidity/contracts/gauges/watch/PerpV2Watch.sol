// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {
    IPerpAccountBalance,
    IPerpBaseToken,
    IPerpClearingHouse,
    IPerpClearingHouseConfig,
    IPerpExchange,
    IPerpInsuranceFund,
    IPerpMarketRegistry,
    IPerpVault
} from "../../external/perp/IPerpV2.sol";
import {IPerpPriced, IPerpTerms} from "../../external/perp/IPerpV2Governance.sol";
import {Measure, MeasureKind, Trait, TraitKind, Watch} from "../../interfaces/IWatched.sol";
import {QuoteMath} from "../QuoteMath.sol";
import {IProxyAdmin, Watching} from "./Watching.sol";

/// @notice Where everything of one market is. `proxyAdmin` is zero where the contracts stand behind no proxies.
struct PerpV2Places {
    IPerpClearingHouse clearingHouse;
    IPerpBaseToken baseToken;
    IPerpVault vault;
    IPerpAccountBalance accountBalance;
    IPerpExchange exchange;
    IPerpClearingHouseConfig config;
    IPerpMarketRegistry marketRegistry;
    IPerpInsuranceFund insuranceFund;
    IProxyAdmin proxyAdmin;
}

/// @title How Perpetual Protocol v2 is watched
/// @notice Its proxies tell their implementation to their admin alone, and the admin, a contract, tells everybody. Where
/// the admin is replaced it no longer can, and that is a change like any other.
library PerpV2Watch {
    function read(PerpV2Places memory at) internal view returns (Watch memory) {
        return Watch(Watching.join(Watching.join(code(at), _control(at)), _terms(at)), _measures(at));
    }

    /// @notice What the gauge pins.
    function code(PerpV2Places memory at) internal view returns (Trait[] memory traits) {
        traits = new Trait[](6);
        traits[0] = Watching.code("ClearingHouse's code", address(at.clearingHouse), at.proxyAdmin);
        traits[1] = Watching.code("Exchange's code", address(at.exchange), at.proxyAdmin);
        traits[2] = Watching.code("AccountBalance's code", address(at.accountBalance), at.proxyAdmin);
        traits[3] = Watching.code("Vault's code", address(at.vault), at.proxyAdmin);
        traits[4] = Watching.code("InsuranceFund's code", address(at.insuranceFund), at.proxyAdmin);
        traits[5] = Watching.code("market token's code", address(at.baseToken), at.proxyAdmin);
    }

    function _control(PerpV2Places memory at) private view returns (Trait[] memory traits) {
        bool proxied = address(at.proxyAdmin) != address(0);
        traits = new Trait[](proxied ? 10 : 9);
        traits[0] = Watching.owner("ClearingHouse's owner", address(at.clearingHouse));
        traits[1] = Watching.owner("Exchange's owner", address(at.exchange));
        traits[2] = Watching.owner("AccountBalance's owner", address(at.accountBalance));
        traits[3] = Watching.owner("Vault's owner", address(at.vault));
        traits[4] = Watching.owner("InsuranceFund's owner", address(at.insuranceFund));
        traits[5] = Watching.owner("configuration's owner", address(at.config));
        traits[6] = Watching.owner("market registry's owner", address(at.marketRegistry));
        traits[7] = Watching.owner("market token's owner", address(at.baseToken));
        traits[8] = Watching.trait(
            TraitKind.PRICE_SOURCE,
            "index price feed",
            IPerpPriced(address(at.baseToken)).getPriceFeed()
        );
        if (proxied) traits[9] = Watching.owner("proxy admin's owner", address(at.proxyAdmin));
    }

    function _terms(PerpV2Places memory at) private view returns (Trait[] memory traits) {
        address market = address(at.baseToken);
        // no trader: the fee without anybody's discount
        IPerpMarketRegistry.MarketInfo memory info = at.marketRegistry.getMarketInfoByTrader(address(0), market);
        traits = new Trait[](10);
        traits[0] = Watching.trait(TraitKind.TERMS, "fee, millionths", info.exchangeFeeRatio);
        traits[1] = Watching.trait(TraitKind.TERMS, "price limit, millionths", info.maxPriceSpreadRatio);
        traits[2] = Watching.trait(TraitKind.TERMS, "pool", info.pool);
        traits[3] = Watching.trait(TraitKind.TERMS, "opening margin, millionths", at.config.getImRatio());
        traits[4] = Watching.trait(TraitKind.TERMS, "maintenance, millionths", at.config.getMmRatio());
        traits[5] = Watching.trait(TraitKind.TERMS, "most funding, millionths", at.config.getMaxFundingRate());
        traits[6] = Watching.trait(TraitKind.TERMS, "other settings", _otherSettings(at));
        traits[7] = Watching.flag("ClearingHouse paused", at.clearingHouse.paused());
        traits[8] = Watching.flag("Vault paused", at.vault.paused());
        traits[9] = Watching.flag(
            "market not open",
            !at.baseToken.isOpen() || at.exchange.getMaxTickCrossedWithinBlock(market) == 0
        );
    }

    function _otherSettings(PerpV2Places memory at) private view returns (bytes32) {
        IPerpTerms terms = IPerpTerms(address(at.config));
        (uint32 marketTwap, uint32 premium) = terms.getMarkPriceConfig();
        return
            keccak256(
                abi.encode(
                    at.config.getTwapInterval(),
                    terms.getLiquidationPenaltyRatio(),
                    terms.getPartialCloseRatio(),
                    terms.getSettlementTokenBalanceCap(),
                    marketTwap,
                    premium
                )
            );
    }

    function _measures(PerpV2Places memory at) private view returns (Measure[] memory measures) {
        bool open = at.baseToken.isOpen();
        measures = new Measure[](open ? 3 : 1);
        int256 capacity = at.insuranceFund.getInsuranceFundCapacity();
        measures[0] = Watching.measure(MeasureKind.BACKSTOP, "insurance fund", capacity);
        if (!open) return measures;
        int256 mark = QuoteMath.toInt(at.accountBalance.getMarkPrice(address(at.baseToken)));
        measures[1] = Watching.measure(MeasureKind.MARK_PRICE, "mark price", mark);
        int256 index = QuoteMath.toInt(at.baseToken.getIndexPrice(0));
        measures[2] = Watching.measure(MeasureKind.INDEX_PRICE, "index price", index);
    }
}
