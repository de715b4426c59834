// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {QuoteMath} from "../../contracts/gauges/QuoteMath.sol";
import {CallClass, ICallRule} from "../../contracts/interfaces/ICallRule.sol";
import {IPolicyErrors} from "../../contracts/interfaces/Errors.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../../contracts/interfaces/IGauge.sol";
import {Leg} from "../../contracts/interfaces/IHedgePolicy.sol";
import {VaultFixture} from "./support/VaultFixture.sol";

/// A lender like Aave: WETH pledged, WETH borrowed, liquidated above 80 % of loan to value. No interest.
contract LoanDouble {
    IERC20 public immutable base;
    mapping(address account => uint256) public supplied;
    mapping(address account => uint256) public debt;

    error TooMuchDebt();

    constructor(IERC20 base_) {
        base = base_;
    }

    function supply(uint256 amount) external {
        require(base.transferFrom(msg.sender, address(this), amount));
        supplied[msg.sender] += amount;
    }

    function repay(uint256 amount) external {
        require(base.transferFrom(msg.sender, address(this), amount));
        debt[msg.sender] -= amount;
    }

    function withdraw(uint256 amount) external {
        supplied[msg.sender] -= amount;
        _pay(amount);
    }

    function borrow(uint256 amount) external {
        debt[msg.sender] += amount;
        _pay(amount);
    }

    function _pay(uint256 amount) private {
        if (debt[msg.sender] * 10 > supplied[msg.sender] * 8) revert TooMuchDebt();
        require(base.transfer(msg.sender, amount));
    }
}

contract LoanDoubleGauge is IGauge {
    bytes32 public constant venueId = keccak256("double:loan");
    LoanDouble public immutable loan;

    constructor(LoanDouble loan_) {
        loan = loan_;
    }

    function status() external pure returns (VenueStatus) {
        return VenueStatus.OPEN;
    }

    function totals(address account, uint256 priceE18) external view returns (GaugeTotals memory read) {
        int256 supplied = int256(loan.supplied(account));
        read.delta = supplied - int256(loan.debt(account));
        read.oracleNav = QuoteMath.valueDown(read.delta, priceE18);
        read.protocolEquity = read.oracleNav;
        if (loan.debt(account) != 0) read.maintenance = uint256(QuoteMath.valueDown(supplied, priceE18)) / 5;
    }

    function primitives(address) external pure returns (bytes memory) {
        return "";
    }
}

contract LoanDoubleRule is ICallRule {
    function spender(address target) external pure returns (address) {
        return target;
    }

    function check(address, address, address, uint256, bytes calldata data, uint256) external pure returns (CallClass) {
        bytes4 selector = bytes4(data);
        if (selector == LoanDouble.borrow.selector) return CallClass.TRADE;
        return selector == LoanDouble.withdraw.selector ? CallClass.WITHDRAW : CallClass.TOP_UP;
    }
}

/// A short by borrowing and selling: there the venue's own delta is long while the vault pledges its WETH.
contract LoanVenueTest is VaultFixture {
    bytes32 private constant LOAN = keccak256("double:loan");
    LoanDouble private loan;

    function setUp() public override {
        super.setUp();
        loan = new LoanDouble(weth);
        weth.mint(address(loan), 1000e18);
        policy.addVenue(address(new LoanDoubleGauge(loan)), 6000, 6000, 5000);
        policy.setCallRule(address(loan), new LoanDoubleRule(), LOAN);
        execute(two(_supply(150e18), _borrow(75e18)), deRisk());
        execute(one(sellBase(75e18)), routine());
    }

    function _supply(uint256 amount) private view returns (Leg memory) {
        return Leg(address(loan), address(weth), amount, abi.encodeCall(LoanDouble.supply, (amount)), true);
    }

    function _repay(uint256 amount) private view returns (Leg memory) {
        return Leg(address(loan), address(weth), amount, abi.encodeCall(LoanDouble.repay, (amount)), true);
    }

    function _borrow(uint256 amount) private view returns (Leg memory) {
        return Leg(address(loan), address(0), 0, abi.encodeCall(LoanDouble.borrow, (amount)), true);
    }

    function _withdraw(uint256 amount) private view returns (Leg memory) {
        return Leg(address(loan), address(0), 0, abi.encodeCall(LoanDouble.withdraw, (amount)), true);
    }

    function test_BorrowingAndSellingIsAShort() public view {
        equal(policy.read(address(vault)).netDelta, 175e18, "250 held, 75 sold");
        equal(policy.read(address(vault)).venues[4].totals.delta, 75e18, "the lender's own delta is long");
    }

    function test_PledgingMovesDeltaBetweenVenuesButIsNoTurnover() public {
        uint256 before = policy.read(address(vault)).turnoverBudgetLeft;
        execute(one(_supply(20e18)), deRisk());
        equal(policy.read(address(vault)).turnoverBudgetLeft, before, "turnover");
    }

    function test_AQuarantinedLoanMayBeRepaid() public {
        vm.prank(guardian);
        policy.quarantine(LOAN);
        // equity and the venue's delta grow by what is repaid, and the loan is safer
        execute(one(_repay(15e18)), deRisk());
        // repaid and taken back out in one go
        execute(two(_repay(10e18), _withdraw(20e18)), deRisk());
        equal(loan.debt(address(vault)), 50e18, "debt");
        equal(loan.supplied(address(vault)), 130e18, "pledged");
    }

    function test_BorrowingStopsAtTheMarginFloor() public {
        // 150 pledged: maintenance 30, so 60 must stay and 90 may be owed
        refused(
            one(_borrow(16e18)),
            deRisk(),
            abi.encodeWithSelector(IPolicyErrors.MarginFloorBroken.selector, LOAN, 19_666, 20_000)
        );
        execute(one(_borrow(15e18)), deRisk());
    }

    function test_AVenueMayHaveACeilingOfItsOwn() public {
        // equity over maintenance is 2.5, and more than 5 it can never be: the common ceiling of 6 would not bind
        policy.setTopUpCeiling(LOAN, 30_000);
        vm.prank(guardian);
        policy.quarantine(LOAN);
        refused(one(_supply(80e18)), deRisk(), abi.encodeWithSelector(IPolicyErrors.VenueMayOnlyShrink.selector, LOAN));
        execute(one(_supply(30e18)), deRisk());
        vm.expectRevert(IPolicyErrors.LimitOutOfRange.selector);
        policy.setTopUpCeiling(LOAN, 19_999);
    }

    function test_AQuarantinedLoanIsNotFedBeyondTheCeiling() public {
        vm.prank(guardian);
        policy.quarantine(LOAN);
        execute(one(_repay(50e18)), deRisk());
        // 25 owed on 150: a ratio of 4.2. Without debt nothing is at risk, and the money would only be fed to it
        refused(one(_repay(25e18)), deRisk(), abi.encodeWithSelector(IPolicyErrors.VenueMayOnlyShrink.selector, LOAN));
        execute(two(_repay(25e18), _withdraw(25e18)), deRisk());
    }
}
