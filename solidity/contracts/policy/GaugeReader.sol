// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IPolicyErrors} from "../interfaces/Errors.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../interfaces/IGauge.sol";
import {IPriceSource, OraclePrice} from "../interfaces/IPriceSource.sol";
import {BPS} from "./PolicyTypes.sol";

/// @title Reads gauges and the price source so that nothing they do can revert the reader
/// @notice A low-level call with a fixed stipend, then the length and the range of every word are checked
/// before decoding: a gauge that reverts, returns rubbish or was replaced is "unreadable", never an error.
library GaugeReader {
    /// gas one gauge call may use
    uint256 internal constant GAUGE_GAS = 1_500_000;
    /// totals beyond this are rubbish; below it, sums and products with a price cannot overflow
    int256 internal constant MOST = int256(type(int128).max);
    /// the highest price taken seriously: 1e9 USDC for one WETH
    uint256 internal constant MOST_PRICE_E18 = 1e27;

    /// @param gauge contract to read
    /// @param codeHash its code when it was registered
    /// @return readable false when anything at all is wrong
    /// @return read all zeros then
    /// @return missingBps what the gauge says is gone of what the protocol owes, rounded up; 0 where it says nothing of it
    function totals(
        address gauge,
        bytes32 codeHash,
        address account,
        uint256 priceE18
    ) internal view returns (bool readable, GaugeTotals memory read, uint256 missingBps) {
        if (gauge.codehash != codeHash) return (false, read, 0);
        (bool ok, bytes memory answer) = _call(gauge, abi.encodeCall(IGauge.totals, (account, priceE18)));
        if (!ok) return (false, read, _missingBps(answer));
        if (answer.length != 128) return (false, read, 0);
        read = abi.decode(answer, (GaugeTotals));
        readable =
            _sane(read.delta) &&
            _sane(read.protocolEquity) &&
            _sane(read.oracleNav) &&
            read.maintenance <= uint256(MOST);
    }

    /// @notice PAUSED when the gauge cannot tell: nobody should plan a trade there.
    function status(address gauge) internal view returns (VenueStatus) {
        (bool ok, bytes memory answer) = _call(gauge, abi.encodeCall(IGauge.status, ()));
        if (!ok || answer.length != 32) return VenueStatus.PAUSED;
        uint256 word = abi.decode(answer, (uint256));
        return word > uint256(VenueStatus.CLOSED) ? VenueStatus.PAUSED : VenueStatus(word);
    }

    /// @return price_ zero and not sure when the source is unusable
    function price(IPriceSource source) internal view returns (OraclePrice memory price_) {
        (bool ok, bytes memory answer) = _call(address(source), abi.encodeCall(IPriceSource.read, ()));
        if (!ok || answer.length != 96) return price_;
        (uint256 priceE18, uint256 updatedAt, uint256 sure) = abi.decode(answer, (uint256, uint256, uint256));
        if (priceE18 == 0 || priceE18 > MOST_PRICE_E18) return price_;
        price_ = OraclePrice({priceE18: priceE18, updatedAt: updatedAt, sure: sure == 1});
    }

    /// @param reason what the gauge reverted with
    function _missingBps(bytes memory reason) private pure returns (uint256) {
        if (reason.length != 68 || bytes4(reason) != IGauge.ProtocolDrained.selector) return 0;
        uint256 owed;
        uint256 there;
        // past the length and the selector
        assembly ("memory-safe") {
            owed := mload(add(reason, 36))
            there := mload(add(reason, 68))
        }
        return there < owed ? Math.mulDiv(owed - there, BPS, owed, Math.Rounding.Ceil) : 0;
    }

    /// @dev Whoever starts the transaction chooses its gas. Refusing to read with too little of it keeps an
    /// honest gauge from looking unreadable on purpose.
    function _call(address where, bytes memory data) private view returns (bool, bytes memory) {
        uint256 left = gasleft();
        if (left - left / 64 < GAUGE_GAS + 10_000) revert IPolicyErrors.NotEnoughGas(left, GAUGE_GAS);
        return where.staticcall{gas: GAUGE_GAS}(data);
    }

    function _sane(int256 amount) private pure returns (bool) {
        return amount <= MOST && amount >= -MOST;
    }
}
