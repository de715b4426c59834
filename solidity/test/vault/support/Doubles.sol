// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC721Enumerable, ERC721} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Enumerable.sol";
import {CallClass, ICallRule} from "../../../contracts/interfaces/ICallRule.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../../../contracts/interfaces/IGauge.sol";
import {QuoteMath} from "../../../contracts/gauges/QuoteMath.sol";

// Doubles: each stands for something real and is stricter than it where that can catch a mistake.

contract TokenDouble is ERC20 {
    uint8 private immutable _decimals;

    constructor(string memory symbol_, uint8 decimals_) ERC20(symbol_, symbol_) {
        _decimals = decimals_;
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// A Chainlink feed whose answer the test sets.
contract FeedDouble {
    uint8 public immutable decimals;
    int256 public answer;
    uint256 public startedAt;
    uint256 public updatedAt;
    bool public broken;

    error Broken();

    constructor(uint8 decimals_, int256 answer_) {
        decimals = decimals_;
        set(answer_, block.timestamp);
    }

    function set(int256 answer_, uint256 updatedAt_) public {
        (answer, startedAt, updatedAt) = (answer_, updatedAt_, updatedAt_);
    }

    function breakDown(bool broken_) external {
        broken = broken_;
    }

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        if (broken) revert Broken();
        return (1, answer, startedAt, updatedAt, 1);
    }
}

/// A perpetual venue with margin in USDC. It fills at the price the test sets, pays out of its own USDC, demands
/// 10 % initial margin, refuses everything while paused, and can call back in the middle of a trade.
contract PerpDouble {
    IERC20 public immutable quote;
    uint256 public fillPriceE18;
    bool public paused;
    address public callbackTarget;
    bytes public callbackData;
    bytes public callbackAnswer;
    bool public callbackWorked;

    /// USDC 1e6
    mapping(address account => int256) public cash;
    /// WETH 1e18, short below 0
    mapping(address account => int256) public size;

    error Paused();
    error NotEnoughMargin();
    error NothingToPay();

    constructor(IERC20 quote_, uint256 fillPriceE18_) {
        (quote, fillPriceE18) = (quote_, fillPriceE18_);
    }

    function set(uint256 fillPriceE18_, bool paused_) external {
        (fillPriceE18, paused) = (fillPriceE18_, paused_);
    }

    function callBack(address target, bytes calldata data) external {
        (callbackTarget, callbackData) = (target, data);
    }

    function deposit(uint256 amount) external {
        if (paused) revert Paused();
        require(quote.transferFrom(msg.sender, address(this), amount));
        cash[msg.sender] += int256(amount);
    }

    function withdraw(uint256 amount) external {
        if (paused) revert Paused();
        cash[msg.sender] -= int256(amount);
        if (equity(msg.sender) < int256(notional(msg.sender) / 10)) revert NotEnoughMargin();
        if (quote.balanceOf(address(this)) < amount) revert NothingToPay();
        require(quote.transfer(msg.sender, amount));
    }

    function trade(int256 baseChange) external {
        if (paused) revert Paused();
        size[msg.sender] += baseChange;
        cash[msg.sender] -= _value(baseChange);
        if (equity(msg.sender) < int256(notional(msg.sender) / 10)) revert NotEnoughMargin();
        if (callbackTarget != address(0)) (callbackWorked, callbackAnswer) = callbackTarget.call(callbackData);
    }

    function tidy() external view {
        if (paused) revert Paused();
    }

    /// The venue loses what it owes: the drained case.
    function drain(address account) external {
        (cash[account], size[account]) = (0, 0);
    }

    function equity(address account) public view returns (int256) {
        return cash[account] + _value(size[account]);
    }

    function notional(address account) public view returns (uint256) {
        int256 value = _value(size[account]);
        return uint256(value < 0 ? -value : value);
    }

    function _value(int256 base) private view returns (int256) {
        return QuoteMath.valueDown(base, fillPriceE18);
    }
}

/// Reads a PerpDouble. Can be told to revert, to return rubbish, to burn all its gas, or to miss what it is owed.
contract PerpDoubleGauge is IGauge {
    enum Behaviour {
        HONEST,
        REVERTS,
        RUBBISH,
        ENDLESS,
        HUGE,
        DRAINED
    }

    bytes32 public immutable venueId;
    PerpDouble public immutable perp;
    Behaviour public behaviour;
    uint256 public owed;
    uint256 public there;

    error Unreadable();

    constructor(string memory name, PerpDouble perp_) {
        venueId = keccak256(bytes(name));
        perp = perp_;
    }

    function behave(Behaviour behaviour_) external {
        behaviour = behaviour_;
    }

    function drain(uint256 owed_, uint256 there_) external {
        (behaviour, owed, there) = (Behaviour.DRAINED, owed_, there_);
    }

    function status() external view returns (VenueStatus) {
        if (behaviour == Behaviour.RUBBISH) _return(7, 1);
        return perp.paused() ? VenueStatus.PAUSED : VenueStatus.OPEN;
    }

    function totals(address account, uint256 priceE18) external view returns (GaugeTotals memory read) {
        if (behaviour == Behaviour.REVERTS) revert Unreadable();
        if (behaviour == Behaviour.DRAINED) revert ProtocolDrained(owed, there);
        if (behaviour == Behaviour.RUBBISH) _return(type(uint256).max, 3);
        if (behaviour == Behaviour.HUGE) {
            read.oracleNav = type(int256).min;
            return read;
        }
        while (behaviour == Behaviour.ENDLESS) {}
        read.delta = perp.size(account);
        read.protocolEquity = perp.equity(account);
        read.maintenance = perp.notional(account) / 16;
        read.oracleNav = perp.cash(account) + QuoteMath.valueDown(read.delta, priceE18);
    }

    function primitives(address account) external view returns (bytes memory) {
        return abi.encode(perp.size(account));
    }

    function _return(uint256 word, uint256 words) private pure {
        assembly {
            for {
                let i := 0
            } lt(i, words) {
                i := add(i, 1)
            } {
                mstore(mul(i, 32), word)
            }
            return(0, mul(words, 32))
        }
    }
}

/// Pins nothing but the function: the policy alone has to hold a stolen key.
contract PerpDoubleRule is ICallRule {
    function spender(address target) external pure returns (address) {
        return target;
    }

    error NotAllowed(bytes4 selector);

    function check(address, address, address, uint256, bytes calldata data, uint256) external pure returns (CallClass) {
        bytes4 selector = bytes4(data);
        if (selector == PerpDouble.deposit.selector) return CallClass.TOP_UP;
        if (selector == PerpDouble.withdraw.selector) return CallClass.WITHDRAW;
        if (selector == PerpDouble.trade.selector) return CallClass.TRADE;
        if (selector == PerpDouble.tidy.selector) return CallClass.HOUSEKEEPING;
        revert NotAllowed(selector);
    }
}

/// Swaps WETH and USDC at the price the test sets.
contract RouterDouble {
    IERC20 public immutable base;
    IERC20 public immutable quote;
    uint256 public priceE18;

    constructor(IERC20 base_, IERC20 quote_, uint256 priceE18_) {
        (base, quote, priceE18) = (base_, quote_, priceE18_);
    }

    function set(uint256 priceE18_) external {
        priceE18 = priceE18_;
    }

    function sellBase(uint256 amount) external {
        require(base.transferFrom(msg.sender, address(this), amount));
        require(quote.transfer(msg.sender, (amount * priceE18) / 1e30));
    }

    function buyBase(uint256 amount) external {
        require(quote.transferFrom(msg.sender, address(this), (amount * priceE18) / 1e30 + 1));
        require(base.transfer(msg.sender, amount));
    }
}

/// Refuses swaps without a sure price, as the real rule does, but lets any price through otherwise.
contract RouterDoubleRule is ICallRule {
    function spender(address target) external pure returns (address) {
        return target;
    }

    error NoSurePrice();

    function check(
        address,
        address,
        address,
        uint256,
        bytes calldata,
        uint256 priceE18
    ) external pure returns (CallClass) {
        if (priceE18 == 0) revert NoSurePrice();
        return CallClass.TRADE;
    }
}

/// A position NFT, each worth a fixed amount of USDC.
contract PositionDouble is ERC721Enumerable {
    uint256 public constant WORTH_EACH = 50_000e6;

    constructor() ERC721("Position", "POS") {}

    function mint(address to, uint256 id) external {
        _mint(to, id);
    }
}

contract PositionDoubleGauge is IGauge {
    bytes32 public constant venueId = keccak256("double:range");
    PositionDouble public immutable positions;

    constructor(PositionDouble positions_) {
        positions = positions_;
    }

    function status() external pure returns (VenueStatus) {
        return VenueStatus.OPEN;
    }

    function totals(address account, uint256) external view returns (GaugeTotals memory read) {
        read.oracleNav = int256(positions.balanceOf(account) * positions.WORTH_EACH());
        read.protocolEquity = read.oracleNav;
    }

    function primitives(address) external pure returns (bytes memory) {
        return "";
    }
}
