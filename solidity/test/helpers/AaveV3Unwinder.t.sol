// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAavePool} from "../../contracts/external/aave/IAaveV3.sol";
import {IUniswapV3Pool} from "../../contracts/external/uniswap/IUniswapV3.sol";
import {AaveV3Unwinder} from "../../contracts/helpers/AaveV3Unwinder.sol";

contract TokenDouble is ERC20("", "") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function burn(address from, uint256 amount) external {
        _burn(from, amount);
    }
}

/// Lends base, keeps quote: debts by account, supplies as a token.
contract AavePoolDouble {
    TokenDouble public immutable base;
    TokenDouble public immutable quote;
    TokenDouble public immutable supply;
    mapping(address => uint256) public debt;

    constructor(TokenDouble base_, TokenDouble quote_, TokenDouble supply_) {
        (base, quote, supply) = (base_, quote_, supply_);
    }

    function lend(address account, uint256 amount) external {
        debt[account] += amount;
    }

    function getReserveData(address) external view returns (IAavePool.ReserveData memory reserve) {
        reserve.aTokenAddress = address(supply);
    }

    function repay(address, uint256 amount, uint256, address account) external returns (uint256 paid) {
        require(debt[account] > 0, "no debt");
        paid = amount < debt[account] ? amount : debt[account];
        debt[account] -= paid;
        base.transferFrom(msg.sender, address(this), paid);
    }

    function withdraw(address, uint256, address to) external returns (uint256 amount) {
        amount = supply.balanceOf(msg.sender);
        supply.burn(msg.sender, amount);
        quote.transfer(to, amount);
    }
}

/// Gives base at 2000 and asks for quote; `before` is called in between, by whoever wants to interfere.
contract SwapPoolDouble {
    address public immutable token0;
    address public immutable token1;
    bool public partial_;
    address public interferer;

    constructor(address token0_, address token1_) {
        (token0, token1) = (token0_, token1_);
    }

    function fillOnlyHalf() external {
        partial_ = true;
    }

    function interfereWith(address interferer_) external {
        interferer = interferer_;
    }

    function swap(
        address recipient,
        bool quoteIn,
        int256 amountSpecified,
        uint160,
        bytes calldata data
    ) external returns (int256, int256) {
        uint256 given = uint256(-amountSpecified);
        if (partial_) given /= 2;
        uint256 owed = (given * 2000e6) / 1e18;
        (address quote, address base) = quoteIn ? (token0, token1) : (token1, token0);
        IERC20(base).transfer(recipient, given);
        if (interferer != address(0)) Interferer(interferer).interfere();
        uint256 before = IERC20(quote).balanceOf(address(this));
        (int256 amount0, int256 amount1) = quoteIn ? (int256(owed), -int256(given)) : (-int256(given), int256(owed));
        AaveV3Unwinder(msg.sender).uniswapV3SwapCallback(amount0, amount1, data);
        require(IERC20(quote).balanceOf(address(this)) == before + owed, "not paid");
        return (amount0, amount1);
    }
}

interface Interferer {
    function interfere() external;
}

/// An account with a loan of its own.
contract BorrowerDouble {
    AaveV3Unwinder private immutable _unwinder;

    constructor(AaveV3Unwinder unwinder) {
        _unwinder = unwinder;
    }

    function unwind(uint256 baseAmount, uint256 mostQuote, uint256 allowance) external {
        _unwinder.quoteSupply().approve(address(_unwinder), allowance);
        _unwinder.unwind(baseAmount, mostQuote, block.timestamp);
        _unwinder.quoteSupply().approve(address(_unwinder), 0);
    }
}

/// Tries what it can while somebody else's loan is being paid back.
contract ThiefInside is Interferer {
    AaveV3Unwinder private immutable _unwinder;
    bytes4 public refusedUnwind;
    bytes4 public refusedCallback;

    constructor(AaveV3Unwinder unwinder) {
        _unwinder = unwinder;
    }

    function interfere() external {
        try _unwinder.unwind(1, 1, block.timestamp) {
            refusedUnwind = 0;
        } catch (bytes memory reason) {
            refusedUnwind = bytes4(reason);
        }
        try _unwinder.uniswapV3SwapCallback(1, -1, "") {
            refusedCallback = 0;
        } catch (bytes memory reason) {
            refusedCallback = bytes4(reason);
        }
    }
}

contract AaveV3UnwinderTest {
    TokenDouble private _base;
    TokenDouble private _quote;
    TokenDouble private _supply;
    AavePoolDouble private _aave;
    SwapPoolDouble private _swapPool;
    AaveV3Unwinder private _unwinder;
    BorrowerDouble private _borrower;

    function setUp() external {
        _base = new TokenDouble();
        _quote = new TokenDouble();
        _supply = new TokenDouble();
        _aave = new AavePoolDouble(_base, _quote, _supply);
        _start(true);
    }

    function _start(bool quoteFirst) private {
        (address token0, address token1) = quoteFirst
            ? (address(_quote), address(_base))
            : (address(_base), address(_quote));
        _swapPool = new SwapPoolDouble(token0, token1);
        _unwinder = new AaveV3Unwinder(IAavePool(address(_aave)), IUniswapV3Pool(address(_swapPool)), _base, _quote);
        _borrower = new BorrowerDouble(_unwinder);
        _base.mint(address(_swapPool), 1_000e18);
        _quote.mint(address(_aave), 1_000_000e6);
        _supply.mint(address(_borrower), 100_000e6);
        _aave.lend(address(_borrower), 30e18);
    }

    function test_theLoanIsPaidOutOfItsCollateralWithNothingIdle() external {
        _borrower.unwind(30e18, 60_600e6, 60_600e6);
        assert(_aave.debt(address(_borrower)) == 0);
        assert(_supply.balanceOf(address(_borrower)) == 40_000e6 - _unwinder.ROUNDING());
        // what was taken for Aave's rounding and not needed
        assert(_quote.balanceOf(address(_borrower)) == _unwinder.ROUNDING());
        _assertHoldsNothing();
    }

    function test_thePoolsTokensMayBeTheOtherWayRound() external {
        _start(false);
        _borrower.unwind(30e18, 60_600e6, 60_600e6);
        assert(_aave.debt(address(_borrower)) == 0);
        _assertHoldsNothing();
    }

    function test_whatTheDebtDoesNotTakeGoesToItsOwner() external {
        _borrower.unwind(31e18, 62_620e6, 62_620e6);
        assert(_aave.debt(address(_borrower)) == 0);
        assert(_base.balanceOf(address(_borrower)) == 1e18);
        _assertHoldsNothing();
    }

    function test_tokensThatSomebodyLeftHereGoToTheCallerAndHarmNothing() external {
        _base.mint(address(_unwinder), 5);
        _quote.mint(address(_unwinder), 7);
        _supply.mint(address(_unwinder), 9);
        _borrower.unwind(30e18, 60_600e6, 60_600e6);
        assert(_base.balanceOf(address(_borrower)) == 5);
        assert(_quote.balanceOf(address(_borrower)) == 7 + 9 + _unwinder.ROUNDING());
        _assertHoldsNothing();
    }

    function test_oneUnitBeyondTheMostIsRefused() external {
        uint256 exactly = 60_000e6 + _unwinder.ROUNDING();
        _assertRefused(30e18, exactly - 1, exactly, AaveV3Unwinder.CostsTooMuch.selector);
        _borrower.unwind(30e18, exactly, exactly);
    }

    function test_aSwapThatIsFilledInPartIsRefused() external {
        _swapPool.fillOnlyHalf();
        _assertRefused(30e18, 60_600e6, 60_600e6, AaveV3Unwinder.SwappedOnlyInPart.selector);
    }

    function test_afterTheDeadlineNothingHappens() external {
        try _unwinder.unwind(1, 1, block.timestamp - 1) {
            assert(false);
        } catch (bytes memory reason) {
            assert(bytes4(reason) == AaveV3Unwinder.DeadlinePassed.selector);
        }
    }

    /// The borrower's allowance is there, and a stranger calls: he pays for himself or not at all.
    function test_aStrangerCannotUseSomebodyElsesAllowance() external {
        BorrowerDouble stranger = new BorrowerDouble(_unwinder);
        _aave.lend(address(stranger), 30e18);
        try stranger.unwind(30e18, 60_600e6, 60_600e6) {
            assert(false);
        } catch {
            assert(_supply.balanceOf(address(_borrower)) == 100_000e6);
            assert(_aave.debt(address(_borrower)) == 30e18);
        }
    }

    function test_onlyTheSwapPoolMayAskForMoney() external {
        try _unwinder.uniswapV3SwapCallback(60_000e6, -30e18, "") {
            assert(false);
        } catch (bytes memory reason) {
            assert(bytes4(reason) == AaveV3Unwinder.NotTheSwapPool.selector);
        }
    }

    /// A swap that somebody else begins at the same pool asks somebody else; a callback out of season is refused.
    function test_theSwapPoolItselfMayAskOnlyWhileALoanIsPaidBack() external {
        OutOfSeason pool = new OutOfSeason(address(_quote), address(_base));
        AaveV3Unwinder unwinder = new AaveV3Unwinder(
            IAavePool(address(_aave)),
            IUniswapV3Pool(address(pool)),
            _base,
            _quote
        );
        assert(pool.ask(unwinder) == AaveV3Unwinder.NothingUnderWay.selector);
    }

    function test_aThiefInTheMiddleOfItIsRefusedAndTheLoanIsStillPaid() external {
        ThiefInside thief = new ThiefInside(_unwinder);
        _swapPool.interfereWith(address(thief));
        _borrower.unwind(30e18, 60_600e6, 60_600e6);
        assert(thief.refusedUnwind() == ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        assert(thief.refusedCallback() == AaveV3Unwinder.NotTheSwapPool.selector);
        assert(_aave.debt(address(_borrower)) == 0);
        _assertHoldsNothing();
    }

    function test_aPoolOfOtherTokensIsNotTaken() external {
        SwapPoolDouble other = new SwapPoolDouble(address(_supply), address(_base));
        try new AaveV3Unwinder(IAavePool(address(_aave)), IUniswapV3Pool(address(other)), _base, _quote) {
            assert(false);
        } catch (bytes memory reason) {
            assert(bytes4(reason) == AaveV3Unwinder.PoolOfOtherTokens.selector);
        }
    }

    function _assertRefused(uint256 baseAmount, uint256 most, uint256 allowance, bytes4 expected) private {
        try _borrower.unwind(baseAmount, most, allowance) {
            assert(false);
        } catch (bytes memory reason) {
            assert(bytes4(reason) == expected);
        }
    }

    function _assertHoldsNothing() private view {
        assert(_base.balanceOf(address(_unwinder)) == 0);
        assert(_quote.balanceOf(address(_unwinder)) == 0);
        assert(_supply.balanceOf(address(_unwinder)) == 0);
        assert(_base.allowance(address(_unwinder), address(_aave)) == 0);
    }
}

/// A swap pool that asks without having been asked.
contract OutOfSeason {
    address public immutable token0;
    address public immutable token1;

    constructor(address token0_, address token1_) {
        (token0, token1) = (token0_, token1_);
    }

    function ask(AaveV3Unwinder unwinder) external returns (bytes4) {
        try unwinder.uniswapV3SwapCallback(1, -1, "") {
            return 0;
        } catch (bytes memory reason) {
            return bytes4(reason);
        }
    }
}
