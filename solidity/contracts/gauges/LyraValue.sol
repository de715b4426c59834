// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {LyraBlackScholes, LyraOptionType} from "../external/lyra/ILyra.sol";
import {LyraPositionState} from "./LyraState.sol";

/// @title What one option position of Lyra v1 is worth, and how much of it is base
/// @notice Delta goes by the volatility that the market trades at. Value goes by that or by its average, whichever is
/// against the account: the lower for what was bought, the higher for what was sold, so that neither our own trade nor
/// somebody else's of this moment can mark it up. No position is worth less than nothing: what it owes beyond its
/// collateral is the liquidity providers' loss.
library LyraValue {
    uint256 private constant ONE = 1e18;

    /// @param priceE18 what one base is worth, and what the option is on
    /// @return valueE36 USD 1e18 times 1e18, so that the one rounding is whoever adds them up's
    /// @return deltaE36 base 1e18 times 1e18
    function worth(
        LyraPositionState memory position,
        address blackScholes,
        int256 rate,
        uint256 priceE18
    ) internal view returns (uint256 valueE36, int256 deltaE36) {
        if (position.priceAtExpiry != 0) return _settled(position, priceE18);
        uint256 traded = (position.boardIv * position.skew) / ONE;
        LyraBlackScholes.Answer memory answer = _ask(position, blackScholes, rate, priceE18, traded);
        int256 delta = isPut(position) ? answer.putDelta : answer.callDelta;
        deltaE36 = int256(position.amount) * (isShort(position) ? -delta : delta);
        if (isBaseBacked(position)) deltaE36 += int256(position.collateral * ONE);

        uint256 averaged = (position.averageIv * position.averageSkew) / ONE;
        if (isShort(position) ? averaged > traded : averaged < traded) {
            answer = _ask(position, blackScholes, rate, priceE18, averaged);
        }
        uint256 optionE36 = position.amount * (isPut(position) ? answer.putPrice : answer.callPrice);
        valueE36 = isShort(position) ? _left(_collateralE36(position, priceE18), optionE36) : optionE36;
    }

    function isShort(LyraPositionState memory position) internal pure returns (bool) {
        return position.optionType > uint256(LyraOptionType.LONG_PUT);
    }

    function isPut(LyraPositionState memory position) internal pure returns (bool) {
        return
            position.optionType == uint256(LyraOptionType.LONG_PUT) ||
            position.optionType == uint256(LyraOptionType.SHORT_PUT_QUOTE);
    }

    function isBaseBacked(LyraPositionState memory position) internal pure returns (bool) {
        return position.optionType == uint256(LyraOptionType.SHORT_CALL_BASE);
    }

    /// What is paid out when somebody settles it, with the protocol's own rounding.
    function _settled(LyraPositionState memory position, uint256 priceE18) private pure returns (uint256, int256) {
        if (isBaseBacked(position)) {
            uint256 base = _left(position.collateral, (position.baseReturnedRatio * position.amount) / ONE);
            return (base * priceE18, int256(base * ONE));
        }
        uint256 payoff =
            isPut(position)
                ? _left(position.strike, position.priceAtExpiry)
                : _left(position.priceAtExpiry, position.strike);
        uint256 owed = (payoff * position.amount) / ONE;
        return ((isShort(position) ? _left(position.collateral, owed) : owed) * ONE, 0);
    }

    function _collateralE36(LyraPositionState memory position, uint256 priceE18) private pure returns (uint256) {
        return position.collateral * (isBaseBacked(position) ? priceE18 : ONE);
    }

    function _left(uint256 from, uint256 taken) private pure returns (uint256) {
        return from > taken ? from - taken : 0;
    }

    /// The library values an option that has expired as if a second were left.
    function _ask(
        LyraPositionState memory position,
        address blackScholes,
        int256 rate,
        uint256 priceE18,
        uint256 volatility
    ) private view returns (LyraBlackScholes.Answer memory) {
        uint256 left = _left(position.expiry, block.timestamp);
        return
            LyraBlackScholes.ask(
                blackScholes,
                LyraBlackScholes.Inputs(left, volatility, priceE18, position.strike, rate)
            );
    }
}
