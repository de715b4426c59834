// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IUniswapV3Pool, IUniswapV3PositionManager} from "../external/uniswap/IUniswapV3.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../interfaces/IGauge.sol";
import {QuoteMath} from "./QuoteMath.sol";
import {RangeMath} from "./RangeMath.sol";

/// @notice One position of the account in the gauge's pool.
struct RangePositionState {
    uint256 tokenId;
    int24 tickLower;
    int24 tickUpper;
    uint128 liquidity;
    /// fees and burned principal as the position manager has recorded them, smallest units
    uint128 tokensOwed0;
    uint128 tokensOwed1;
}

/// @notice The pool, and the account's positions in it. The pool's own price is here to be looked at; no total uses it.
struct UniswapV3RangeState {
    uint160 sqrtPriceX96;
    int24 tick;
    /// liquidity in range at the pool's price
    uint128 liquidity;
    /// millionths
    uint24 fee;
    /// true: WETH is token0
    bool baseIsToken0;
    RangePositionState[] positions;
}

/// @title Gauge of the account's Uniswap v3 ranges in one WETH/USDC pool
/// @notice Amounts are those that the ranges would hold if the pool stood at the oracle price, so a swap in the same
/// transaction cannot move them. Delta is the WETH among them, which is exactly dV/dP of a range.
/// Fees count as the position manager last recorded them (`tokensOwed`): those earned since then are left out. They
/// are never negative, so this understates, and it spares a walk through the pool's tick data.
/// Anybody may send a position to the account, so the search is bounded: the first SCAN_LIMIT positions the account
/// owns are looked at and the first POSITION_LIMIT in this pool that are not empty are counted. What lies beyond is
/// not counted. Positions in other pools are passed over.
contract UniswapV3RangeGauge is IGauge {
    uint256 public constant SCAN_LIMIT = 24;
    uint256 public constant POSITION_LIMIT = 8;

    bytes32 public immutable venueId;
    IUniswapV3PositionManager public immutable positionManager;
    IUniswapV3Pool public immutable pool;
    uint24 public immutable fee;
    bool public immutable baseIsToken0;
    address private immutable _token0;
    address private immutable _token1;

    error NotThePair(address token0, address token1);

    constructor(
        string memory name,
        IUniswapV3PositionManager positionManager_,
        IUniswapV3Pool pool_,
        address base,
        address quote
    ) {
        venueId = keccak256(bytes(name));
        positionManager = positionManager_;
        pool = pool_;
        (_token0, _token1) = (pool_.token0(), pool_.token1());
        baseIsToken0 = _token0 == base;
        require(baseIsToken0 ? _token1 == quote : _token0 == quote && _token1 == base, NotThePair(_token0, _token1));
        fee = pool_.fee();
    }

    /// @inheritdoc IGauge
    /// @dev A Uniswap v3 pool cannot be paused.
    function status() external pure returns (VenueStatus) {
        return VenueStatus.OPEN;
    }

    /// @inheritdoc IGauge
    function totals(address account, uint256 priceE18) external view returns (GaugeTotals memory sum) {
        RangePositionState[] memory found = _positions(account);
        uint256 base;
        uint256 quote;
        uint160 sqrtPriceX96 = RangeMath.sqrtPriceOf(priceE18, baseIsToken0);
        for (uint256 i = 0; i < found.length; ++i) {
            (uint256 amount0, uint256 amount1) = RangeMath.amountsAt(
                sqrtPriceX96,
                found[i].tickLower,
                found[i].tickUpper,
                found[i].liquidity
            );
            amount0 += found[i].tokensOwed0;
            amount1 += found[i].tokensOwed1;
            base += baseIsToken0 ? amount0 : amount1;
            quote += baseIsToken0 ? amount1 : amount0;
        }
        sum.delta = QuoteMath.toInt(base);
        sum.oracleNav = QuoteMath.toInt(quote) + QuoteMath.valueDown(sum.delta, priceE18);
        sum.protocolEquity = sum.oracleNav;
    }

    /// @inheritdoc IGauge
    function primitives(address account) external view returns (bytes memory) {
        return abi.encode(state(account));
    }

    function state(address account) public view returns (UniswapV3RangeState memory read) {
        (read.sqrtPriceX96, read.tick, , , , , ) = pool.slot0();
        read.liquidity = pool.liquidity();
        read.fee = fee;
        read.baseIsToken0 = baseIsToken0;
        read.positions = _positions(account);
    }

    function _positions(address account) private view returns (RangePositionState[] memory found) {
        uint256 owned = positionManager.balanceOf(account);
        if (owned > SCAN_LIMIT) owned = SCAN_LIMIT;
        found = new RangePositionState[](POSITION_LIMIT);
        uint256 count;
        for (uint256 i = 0; i < owned && count < POSITION_LIMIT; ++i) {
            uint256 tokenId = positionManager.tokenOfOwnerByIndex(account, i);
            (bool counts, RangePositionState memory position) = _position(tokenId);
            if (counts) found[count++] = position;
        }
        // shortened in place: the array was just made and nobody else holds it
        assembly ("memory-safe") {
            mstore(found, count)
        }
    }

    function _position(uint256 tokenId) private view returns (bool counts, RangePositionState memory position) {
        address token0;
        address token1;
        uint24 poolFee;
        position.tokenId = tokenId;
        (
            ,
            ,
            token0,
            token1,
            poolFee,
            position.tickLower,
            position.tickUpper,
            position.liquidity,
            ,
            ,
            position.tokensOwed0,
            position.tokensOwed1
        ) = positionManager.positions(tokenId);
        bool empty = position.liquidity == 0 && position.tokensOwed0 == 0 && position.tokensOwed1 == 0;
        counts = !empty && token0 == _token0 && token1 == _token1 && poolFee == fee;
    }
}
