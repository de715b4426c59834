// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IGmxV2DataStore, IGmxV2ExchangeRouter, IGmxV2Reader} from "../../external/gmx/IGmxV2.sol";
import {Measure, MeasureKind, Trait, TraitKind, Watch} from "../../interfaces/IWatched.sol";
import {GmxV2Keys} from "../GmxV2Keys.sol";
import {QuoteMath} from "../QuoteMath.sol";
import {Watching} from "./Watching.sol";

/// @title How a market of GMX v2 is watched
/// @notice The protocol has no proxies: what keeps the numbers stays, and what acts on them is replaced by contracts at
/// other addresses. Then the old ones lose their roles, which the store's own authority keeps and nobody reads here, and
/// refuse every order; whoever hedges by them has to be given the new ones in any case.
library GmxV2Watch {
    uint256 private constant MARKET_INCREASE = 2;
    uint256 private constant MARKET_DECREASE = 4;

    struct Places {
        IGmxV2DataStore dataStore;
        IGmxV2Reader reader;
        IGmxV2ExchangeRouter router;
        address market;
        address longToken;
        address shortToken;
    }

    function read(Places memory at) internal view returns (Watch memory) {
        Trait[] memory terms = Watching.join(_terms(at), _stopped(at));
        return Watch(Watching.join(code(at), terms), _measures(at));
    }

    /// @notice What the gauge pins.
    function code(Places memory at) internal view returns (Trait[] memory traits) {
        address handler = at.router.orderHandler();
        traits = new Trait[](6);
        traits[0] = _codeOf("Reader's code", address(at.reader));
        traits[1] = _codeOf("ExchangeRouter's code", address(at.router));
        traits[2] = Watching.trait(TraitKind.CODE, "OrderHandler", handler);
        traits[3] = _codeOf("OrderHandler's code", handler);
        traits[4] = _codeOf("DataStore's code", address(at.dataStore));
        traits[5] = _codeOf("market's code", at.market);
    }

    function _codeOf(bytes32 label, address where) private view returns (Trait memory) {
        return Watching.trait(TraitKind.CODE, label, where.codehash);
    }

    function _terms(Places memory at) private view returns (Trait[] memory traits) {
        traits = new Trait[](9);
        traits[0] = _term(at, "least collateral, 1e30", "MIN_COLLATERAL_FACTOR");
        traits[1] = _term(at, "liquidation collateral, 1e30", "MIN_COLLATERAL_FACTOR_FOR_LIQUIDATION");
        traits[2] = _term(at, "liquidation's most impact, 1e30", "MAX_POSITION_IMPACT_FACTOR_FOR_LIQUIDATIONS");
        traits[3] = _bothSides(at, "fees", "POSITION_FEE_FACTOR");
        traits[4] = _bothSides(at, "impact", "POSITION_IMPACT_FACTOR");
        traits[5] = _bothSides(at, "impact's exponents", "POSITION_IMPACT_EXPONENT_FACTOR");
        traits[6] = _bothSides(at, "most impact", "MAX_POSITION_IMPACT_FACTOR");
        traits[7] = Watching.trait(TraitKind.TERMS, "most shorts, USD 1e30", _mostShorts(at));
        traits[8] = Watching.trait(TraitKind.TERMS, "terms of all markets", _commonTerms(at));
    }

    function _term(Places memory at, bytes32 label, string memory name) private view returns (Trait memory) {
        return Watching.trait(TraitKind.TERMS, label, at.dataStore.getUint(GmxV2Keys.ofMarket(name, at.market)));
    }

    function _bothSides(Places memory at, bytes32 label, string memory name) private view returns (Trait memory) {
        uint256 one = at.dataStore.getUint(GmxV2Keys.ofMarket(name, at.market, true));
        uint256 other = at.dataStore.getUint(GmxV2Keys.ofMarket(name, at.market, false));
        return Watching.trait(TraitKind.TERMS, label, keccak256(abi.encode(one, other)));
    }

    function _commonTerms(Places memory at) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    at.dataStore.getUint(GmxV2Keys.named("MIN_COLLATERAL_USD")),
                    at.dataStore.getUint(GmxV2Keys.named("MIN_POSITION_SIZE_USD")),
                    at.dataStore.getUint(GmxV2Keys.named("REQUEST_EXPIRATION_TIME"))
                )
            );
    }

    function _stopped(Places memory at) private view returns (Trait[] memory traits) {
        traits = new Trait[](5);
        bytes32 disabled = GmxV2Keys.ofMarket("IS_MARKET_DISABLED", at.market);
        traits[0] = Watching.flag("market disabled", at.dataStore.getBool(disabled));
        traits[1] = _feature(at, "no orders that increase", "CREATE_ORDER_FEATURE_DISABLED", MARKET_INCREASE);
        traits[2] = _feature(at, "no orders that decrease", "CREATE_ORDER_FEATURE_DISABLED", MARKET_DECREASE);
        traits[3] = _feature(at, "increases are not filled", "EXECUTE_ORDER_FEATURE_DISABLED", MARKET_INCREASE);
        traits[4] = _feature(at, "decreases are not filled", "EXECUTE_ORDER_FEATURE_DISABLED", MARKET_DECREASE);
    }

    function _feature(
        Places memory at,
        bytes32 label,
        string memory name,
        uint256 kind
    ) private view returns (Trait memory) {
        bytes32 key = GmxV2Keys.feature(name, at.router.orderHandler(), kind);
        return Watching.flag(label, at.dataStore.getBool(key));
    }

    /// @return measures what part of the shorts there may be there is, rounded up
    function _measures(Places memory at) private view returns (Measure[] memory measures) {
        uint256 most = _mostShorts(at);
        uint256 shorts =
            at.dataStore.getUint(GmxV2Keys.openInterest(at.market, at.longToken, false)) +
                at.dataStore.getUint(GmxV2Keys.openInterest(at.market, at.shortToken, false));
        measures = new Measure[](1);
        int256 part = most == 0 ? int256(1e4) : QuoteMath.toInt(QuoteMath.divUp(shorts * 1e4, most));
        measures[0] = Watching.measure(MeasureKind.UTILISATION, "shorts' part", part);
    }

    function _mostShorts(Places memory at) private view returns (uint256) {
        return at.dataStore.getUint(GmxV2Keys.ofMarket("MAX_OPEN_INTEREST", at.market, false));
    }
}
