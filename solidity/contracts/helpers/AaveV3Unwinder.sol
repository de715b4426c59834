// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAavePool} from "../external/aave/IAaveV3.sol";
import {IUniswapV3Pool} from "../external/uniswap/IUniswapV3.sol";

/// @title Pays back a loan of WETH at Aave out of the USDC that backs it, in one call
/// @notice For an account whose idle USDC does not suffice to buy back what it borrowed and sold, and whose collateral
/// cannot come out while the loan stands. The swap pool hands out the WETH before it is paid:
///     swap pool -> WETH -> the caller's debt at Aave
///     the caller's aUSDC -> USDC -> swap pool
/// What is left of either token goes to the caller.
///
/// Nothing here is anybody's between two calls: no owner, no storage, no balance, no allowance given. It acts for its
/// caller alone, with the one allowance of aUSDC that the caller gives for the call, so a stranger who calls it can
/// only unwind a loan of his own. Both pools, both tokens and the way the swap goes are fixed when it is deployed.
/// A flash loan of Aave's would do the same for a premium, with a receiver that anybody may make Aave call; here only
/// the swap pool calls back, only its own swap's caller, and only while one is under way.
contract AaveV3Unwinder is ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    uint256 private constant VARIABLE_RATE = 2;
    /// one beyond the least and the greatest root price there is: the amounts are the limit
    uint160 private constant LOWEST_SQRT_PRICE = 4295128740;
    uint160 private constant HIGHEST_SQRT_PRICE = 1461446703485210103287273052203988822378723970341;
    /// units of USDC by which Aave may round what arrives of a transfer of aUSDC down
    uint256 public constant ROUNDING = 2;

    IAavePool public immutable pool;
    IUniswapV3Pool public immutable swapPool;
    IERC20 public immutable base;
    IERC20 public immutable quote;
    IERC20 public immutable quoteSupply;
    bool private immutable _quoteIsToken0;

    /// whose loan it is; zero while none is being paid back
    address private transient _account;
    uint256 private transient _baseAmount;
    uint256 private transient _mostQuote;

    error NotTheSwapPool(address caller);
    error NothingUnderWay();
    error DeadlinePassed(uint256 deadline, uint256 timestamp);
    error PoolOfOtherTokens(address token0, address token1);
    error SwappedOnlyInPart(uint256 received, uint256 wanted);
    error CostsTooMuch(uint256 quoteOwed, uint256 mostQuote);

    constructor(IAavePool pool_, IUniswapV3Pool swapPool_, IERC20 base_, IERC20 quote_) {
        (address token0, address token1) = (swapPool_.token0(), swapPool_.token1());
        bool quoteFirst = token0 == address(quote_) && token1 == address(base_);
        bool baseFirst = token0 == address(base_) && token1 == address(quote_);
        require(quoteFirst || baseFirst, PoolOfOtherTokens(token0, token1));
        (pool, swapPool, base, quote, _quoteIsToken0) = (pool_, swapPool_, base_, quote_, quoteFirst);
        quoteSupply = IERC20(pool_.getReserveData(address(quote_)).aTokenAddress);
    }

    /// @notice Buys WETH and pays the caller's debt with it. Needs an allowance of `mostQuote` aUSDC.
    /// @param baseAmount WETH 1e18 to buy; what the debt does not take goes to the caller
    /// @param mostQuote USDC 1e6 that may be taken out of the caller's collateral at most
    function unwind(uint256 baseAmount, uint256 mostQuote, uint256 deadline) external nonReentrant {
        require(block.timestamp <= deadline, DeadlinePassed(deadline, block.timestamp));
        (_account, _baseAmount, _mostQuote) = (msg.sender, baseAmount, mostQuote);
        uint160 limit = _quoteIsToken0 ? LOWEST_SQRT_PRICE : HIGHEST_SQRT_PRICE;
        swapPool.swap(address(this), _quoteIsToken0, -int256(baseAmount), limit, "");
        _handBack(base);
        _handBack(quote);
    }

    /// @notice The swap pool's question for its money, after it gave the WETH.
    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata) external {
        require(msg.sender == address(swapPool), NotTheSwapPool(msg.sender));
        address account = _account;
        require(account != address(0), NothingUnderWay());
        _account = address(0);
        (int256 owed, int256 given) = _quoteIsToken0 ? (amount0, amount1) : (amount1, amount0);
        require(uint256(-given) == _baseAmount, SwappedOnlyInPart(uint256(-given), _baseAmount));
        _repay(account, uint256(-given));
        _takeCollateral(account, uint256(owed));
        quote.safeTransfer(msg.sender, uint256(owed));
    }

    function _repay(address account, uint256 baseAmount) private {
        base.forceApprove(address(pool), baseAmount);
        pool.repay(address(base), baseAmount, VARIABLE_RATE, account);
        base.forceApprove(address(pool), 0);
    }

    /// @dev Aave itself refuses the transfer when it would leave the account liquidatable.
    function _takeCollateral(address account, uint256 quoteOwed) private {
        uint256 taken = quoteOwed + ROUNDING;
        require(taken <= _mostQuote, CostsTooMuch(taken, _mostQuote));
        quoteSupply.safeTransferFrom(account, address(this), taken);
        pool.withdraw(address(quote), type(uint256).max, address(this));
    }

    function _handBack(IERC20 token) private {
        uint256 left = token.balanceOf(address(this));
        if (left != 0) token.safeTransfer(msg.sender, left);
    }
}
