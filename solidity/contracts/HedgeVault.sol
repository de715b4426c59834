// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC4626, IERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Bounds, IHedgePolicy, Leg, PolicyReading} from "./interfaces/IHedgePolicy.sol";
import {IHedgeVault} from "./interfaces/IHedgeVault.sol";

/// @title Holds the assets and trades on every venue itself
/// @notice ERC-4626 over USDC. A share is worth its part of oracleNav, which the policy reads from gauges at the
/// oracle price and never from a pool's spot.
///
/// What a share can be exchanged for:
///  - entering and leaving costs a fee of at least the deviation at which the price feed moves; it stays in the vault,
///    so whoever trades against an oracle that lags pays more than the lag is worth to the holders that stay;
///  - while the price is not sure, a venue is unreadable or quarantined, or the policy is stopped, both are closed:
///    every max* is 0. totalAssets still answers;
///  - a withdrawal takes idle USDC only; maxWithdraw is what is really there, less the fee.
///
/// From inside a call that the vault is making (a venue's callback) share value cannot be read at all: totalAssets,
/// convertTo* and preview* revert with ExecutionInProgress, max* is 0. At any other time totalAssets neither reverts nor
/// goes below 0. 1e6 virtual shares make the first deposit safe against inflation.
contract HedgeVault is IHedgeVault, ERC4626, Ownable2Step, ReentrancyGuardTransient, IERC721Receiver {
    using Math for uint256;
    using SafeERC20 for IERC20;

    event PolicySet(address indexed policy);
    event FeesSet(uint256 entryFeeBps, uint256 exitFeeBps);
    event DepositedInKind(address indexed token, uint256 amountOrId, uint256 navGained, uint256 shares);

    uint256 public constant MAX_LEGS = 16;
    uint256 public constant MOST_FEE_BPS = 500;
    uint256 private constant BPS = 10_000;

    /// @notice Deviation at which the price feeds move, basis points: the least that a fee may be.
    uint256 public immutable feedDeviationBps;

    /// @inheritdoc IHedgeVault
    address public immutable base;

    IHedgePolicy public policy;
    /// @notice Number of the next execution.
    uint256 public sequence;
    uint256 public entryFeeBps;
    uint256 public exitFeeBps;
    mapping(bytes32 intentId => bool) public intentExecuted;

    /// @param quote USDC
    /// @param base_ WETH
    /// @param policy_ the envelope; bind it to this vault before the first execution
    /// @param owner_ a timelock
    /// @param feedDeviationBps_ sum of the deviations of the two price feeds, basis points
    constructor(
        IERC20 quote,
        address base_,
        IHedgePolicy policy_,
        address owner_,
        string memory name_,
        string memory symbol_,
        uint256 feedDeviationBps_
    ) ERC20(name_, symbol_) ERC4626(quote) Ownable(owner_) {
        if (address(quote) == address(0) || base_ == address(0)) revert ZeroAddress();
        base = base_;
        feedDeviationBps = feedDeviationBps_;
        _setPolicy(policy_);
        _setFees(feedDeviationBps_, feedDeviationBps_);
    }

    // --- the keeper

    /// @inheritdoc IHedgeVault
    function execute(
        bytes32 intentId,
        uint256 expectedSequence,
        uint256 deadline,
        Leg[] calldata legs,
        Bounds calldata bounds
    ) external {
        _execute(intentId, expectedSequence, deadline, legs, bounds);
    }

    /// @inheritdoc IHedgeVault
    function simulateExecute(
        address lens,
        bytes calldata lensCall,
        bytes32 intentId,
        uint256 expectedSequence,
        uint256 deadline,
        Leg[] calldata legs,
        Bounds calldata bounds
    ) external {
        _execute(intentId, expectedSequence, deadline, legs, bounds);
        (bool ok, bytes memory answer) = lens.staticcall(lensCall);
        if (!ok) revert SimulationLensFailed(answer);
        revert SimulationResult(answer);
    }

    /// @inheritdoc IHedgeVault
    function executing() public view returns (bool) {
        return _reentrancyGuardEntered();
    }

    function _execute(
        bytes32 intentId,
        uint256 expectedSequence,
        uint256 deadline,
        Leg[] calldata legs,
        Bounds calldata bounds
    ) private nonReentrant {
        if (!policy.isKeeper(msg.sender)) revert NotKeeper(msg.sender);
        if (block.timestamp > deadline) revert DeadlinePassed(deadline, block.timestamp);
        if (intentExecuted[intentId]) revert IntentAlreadyExecuted(intentId);
        if (sequence != expectedSequence) revert StaleSequence(expectedSequence, sequence);
        if (legs.length > MAX_LEGS) revert TooManyLegs(legs.length, MAX_LEGS);
        intentExecuted[intentId] = true;
        sequence = expectedSequence + 1;

        PolicyReading memory before = policy.beforeExecution(legs, bounds);
        _runLegs(intentId, legs);
        PolicyReading memory afterwards = policy.afterExecution(before, bounds);
        emit Executed(intentId, expectedSequence, before.netDelta, afterwards.netDelta, before.nav, afterwards.nav);
    }

    function _runLegs(bytes32 intentId, Leg[] calldata legs) private {
        for (uint256 i = 0; i < legs.length; i++) {
            (bool ok, bytes memory reason) = _runLeg(legs[i]);
            if (ok) continue;
            if (legs[i].required) revert RequiredLegFailed(i, reason);
            emit LegFailed(intentId, i, reason);
        }
    }

    /// @dev The approval lives for this one call, whether it works or not.
    function _runLeg(Leg calldata leg) private returns (bool ok, bytes memory reason) {
        bool spends = leg.spendToken != address(0);
        address spender = spends ? policy.spenderOf(leg.target) : address(0);
        if (spends) IERC20(leg.spendToken).forceApprove(spender, leg.spendAmount);
        ok = LowLevelCall.callNoReturn(leg.target, leg.data);
        if (!ok) reason = LowLevelCall.returnData();
        if (spends) IERC20(leg.spendToken).forceApprove(spender, 0);
    }

    // --- the owner

    /// @notice Puts another envelope in place, bound to this vault; budgets and records begin anew.
    function setPolicy(IHedgePolicy policy_) external onlyOwner nonReentrant {
        _setPolicy(policy_);
    }

    /// @notice Neither fee may be less than the feed's deviation, nor more than 5 %.
    function setFees(uint256 entryFeeBps_, uint256 exitFeeBps_) external onlyOwner {
        _setFees(entryFeeBps_, exitFeeBps_);
    }

    /// @notice Opens or adds to the vault with a token that a gauge counts, WETH for example, at its oracle value
    /// less the entry fee.
    function depositInKind(
        IERC20 token,
        uint256 amount,
        address receiver
    ) external onlyOwner nonReentrant returns (uint256 shares) {
        uint256 navBefore = _navWhileOpen();
        token.safeTransferFrom(msg.sender, address(this), amount);
        shares = _mintForGain(address(token), amount, navBefore, receiver);
    }

    /// @notice The same with a position NFT that a gauge counts, a Uniswap v3 range for example.
    function depositNftInKind(
        IERC721 token,
        uint256 id,
        address receiver
    ) external onlyOwner nonReentrant returns (uint256 shares) {
        uint256 navBefore = _navWhileOpen();
        token.safeTransferFrom(msg.sender, address(this), id);
        shares = _mintForGain(address(token), id, navBefore, receiver);
    }

    /// @inheritdoc IERC721Receiver
    /// @dev Only what the vault itself brings about: nobody may push positions at it.
    function onERC721Received(address, address, uint256 id, bytes calldata) external view returns (bytes4) {
        if (!executing()) revert UnexpectedNft(msg.sender, id);
        return IERC721Receiver.onERC721Received.selector;
    }

    function _mintForGain(
        address token,
        uint256 amountOrId,
        uint256 navBefore,
        address receiver
    ) private returns (uint256 shares) {
        uint256 navAfter = _navWhileOpen();
        if (navAfter <= navBefore) revert NothingGained(navBefore, navAfter);
        uint256 gained = navAfter - navBefore;
        shares = _toSharesDown(gained - _feeInUp(gained, entryFeeBps), navBefore);
        _mint(receiver, shares);
        emit DepositedInKind(token, amountOrId, gained, shares);
    }

    function _navWhileOpen() private view returns (uint256) {
        PolicyReading memory reading = policy.read(address(this));
        if (!_open(reading)) revert Closed();
        return reading.nav;
    }

    function _setPolicy(IHedgePolicy policy_) private {
        if (address(policy_).code.length == 0) revert ZeroAddress();
        policy = policy_;
        emit PolicySet(address(policy_));
    }

    function _setFees(uint256 entryFeeBps_, uint256 exitFeeBps_) private {
        uint256 least = feedDeviationBps;
        if (entryFeeBps_ < least || entryFeeBps_ > MOST_FEE_BPS)
            revert FeeOutOfRange(entryFeeBps_, least, MOST_FEE_BPS);
        if (exitFeeBps_ < least || exitFeeBps_ > MOST_FEE_BPS) revert FeeOutOfRange(exitFeeBps_, least, MOST_FEE_BPS);
        (entryFeeBps, exitFeeBps) = (entryFeeBps_, exitFeeBps_);
        emit FeesSet(entryFeeBps_, exitFeeBps_);
    }

    // --- what a share is worth

    /// @inheritdoc IERC4626
    /// @notice oracleNav, USDC 1e6, never below 0.
    function totalAssets() public view override returns (uint256) {
        if (executing()) revert ExecutionInProgress();
        return policy.read(address(this)).nav;
    }

    /// @inheritdoc IERC4626
    function convertToShares(uint256 assets) public view override returns (uint256) {
        return _toSharesDown(assets, totalAssets());
    }

    /// @inheritdoc IERC4626
    function convertToAssets(uint256 shares) public view override returns (uint256) {
        return _toAssetsDown(shares, totalAssets());
    }

    /// @inheritdoc IERC4626
    function previewDeposit(uint256 assets) public view override returns (uint256) {
        return _depositShares(assets, totalAssets());
    }

    /// @inheritdoc IERC4626
    function previewMint(uint256 shares) public view override returns (uint256) {
        return _mintAssets(shares, totalAssets());
    }

    /// @inheritdoc IERC4626
    function previewWithdraw(uint256 assets) public view override returns (uint256) {
        return _withdrawShares(assets, totalAssets());
    }

    /// @inheritdoc IERC4626
    function previewRedeem(uint256 shares) public view override returns (uint256) {
        return _redeemAssets(shares, totalAssets());
    }

    /// @inheritdoc IERC4626
    function maxDeposit(address) public view override returns (uint256) {
        (bool open, ) = _openForDeposits();
        return open ? type(uint256).max : 0;
    }

    /// @inheritdoc IERC4626
    function maxMint(address) public view override returns (uint256) {
        (bool open, ) = _openForDeposits();
        return open ? type(uint256).max : 0;
    }

    /// @inheritdoc IERC4626
    /// @notice What is really free: the holder's part less the fee, and no more than the idle USDC.
    function maxWithdraw(address holder) public view override returns (uint256) {
        (bool open, uint256 nav) = _openAt();
        return open ? _maxWithdraw(holder, nav) : 0;
    }

    /// @inheritdoc IERC4626
    function maxRedeem(address holder) public view override returns (uint256) {
        (bool open, uint256 nav) = _openAt();
        return open ? _maxRedeem(holder, nav) : 0;
    }

    // Each of the four below reads the policy once, and is otherwise what OpenZeppelin's does.

    /// @inheritdoc IERC4626
    function deposit(uint256 assets, address receiver) public override returns (uint256 shares) {
        (bool open, uint256 nav) = _openForDeposits();
        if (!open) revert ERC4626ExceededMaxDeposit(receiver, assets, 0);
        shares = _depositShares(assets, nav);
        _deposit(_msgSender(), receiver, assets, shares);
    }

    /// @inheritdoc IERC4626
    function mint(uint256 shares, address receiver) public override returns (uint256 assets) {
        (bool open, uint256 nav) = _openForDeposits();
        if (!open) revert ERC4626ExceededMaxMint(receiver, shares, 0);
        assets = _mintAssets(shares, nav);
        _deposit(_msgSender(), receiver, assets, shares);
    }

    /// @inheritdoc IERC4626
    function withdraw(uint256 assets, address receiver, address holder) public override returns (uint256 shares) {
        (bool open, uint256 nav) = _openAt();
        uint256 most = open ? _maxWithdraw(holder, nav) : 0;
        if (assets > most) revert ERC4626ExceededMaxWithdraw(holder, assets, most);
        shares = _withdrawShares(assets, nav);
        _withdraw(_msgSender(), receiver, holder, assets, shares);
    }

    /// @inheritdoc IERC4626
    function redeem(uint256 shares, address receiver, address holder) public override returns (uint256 assets) {
        (bool open, uint256 nav) = _openAt();
        uint256 most = open ? _maxRedeem(holder, nav) : 0;
        if (shares > most) revert ERC4626ExceededMaxRedeem(holder, shares, most);
        assets = _redeemAssets(shares, nav);
        _withdraw(_msgSender(), receiver, holder, assets, shares);
    }

    /// @dev Guarded here, where tokens move; the public functions above are closed from inside an execution.
    function _deposit(address caller, address receiver, uint256 assets, uint256 shares) internal override nonReentrant {
        super._deposit(caller, receiver, assets, shares);
    }

    function _withdraw(
        address caller,
        address receiver,
        address holder,
        uint256 assets,
        uint256 shares
    ) internal override nonReentrant {
        super._withdraw(caller, receiver, holder, assets, shares);
    }

    /// @dev Closed too while shares exist that are worth nothing: a deposit would take over the vault.
    function _openForDeposits() private view returns (bool open, uint256 nav) {
        (open, nav) = _openAt();
        open = open && (nav > 0 || totalSupply() == 0);
    }

    function _openAt() private view returns (bool open, uint256 nav) {
        if (executing()) return (false, 0);
        PolicyReading memory reading = policy.read(address(this));
        return (_open(reading), reading.nav);
    }

    function _open(PolicyReading memory reading) private pure returns (bool) {
        if (reading.stopped || !reading.price.sure) return false;
        for (uint256 i = 0; i < reading.venues.length; i++) {
            if (!reading.venues[i].readable || reading.venues[i].quarantined) return false;
        }
        return true;
    }

    function _idleQuote() private view returns (uint256) {
        return IERC20(asset()).balanceOf(address(this));
    }

    function _maxWithdraw(address holder, uint256 nav) private view returns (uint256) {
        return Math.min(_redeemAssets(balanceOf(holder), nav), _idleQuote());
    }

    function _maxRedeem(address holder, uint256 nav) private view returns (uint256) {
        uint256 idle = _idleQuote();
        return Math.min(balanceOf(holder), _toSharesDown(idle + idle.mulDiv(exitFeeBps, BPS), nav));
    }

    function _depositShares(uint256 assets, uint256 nav) private view returns (uint256) {
        return _toSharesDown(assets - _feeInUp(assets, entryFeeBps), nav);
    }

    function _mintAssets(uint256 shares, uint256 nav) private view returns (uint256) {
        uint256 net = shares.mulDiv(nav + 1, _supplyAndVirtual(), Math.Rounding.Ceil);
        return net + _feeOnUp(net, entryFeeBps);
    }

    function _withdrawShares(uint256 assets, uint256 nav) private view returns (uint256) {
        uint256 gross = assets + _feeOnUp(assets, exitFeeBps);
        return gross.mulDiv(_supplyAndVirtual(), nav + 1, Math.Rounding.Ceil);
    }

    function _redeemAssets(uint256 shares, uint256 nav) private view returns (uint256) {
        uint256 gross = _toAssetsDown(shares, nav);
        return gross - _feeInUp(gross, exitFeeBps);
    }

    function _toSharesDown(uint256 assets, uint256 nav) private view returns (uint256) {
        return assets.mulDiv(_supplyAndVirtual(), nav + 1);
    }

    function _toAssetsDown(uint256 shares, uint256 nav) private view returns (uint256) {
        return shares.mulDiv(nav + 1, _supplyAndVirtual());
    }

    function _supplyAndVirtual() private view returns (uint256) {
        return totalSupply() + 10 ** _decimalsOffset();
    }

    /// @dev The fee that is part of `gross`.
    function _feeInUp(uint256 gross, uint256 feeBps) private pure returns (uint256) {
        return gross.mulDiv(feeBps, feeBps + BPS, Math.Rounding.Ceil);
    }

    /// @dev The fee that comes on top of `net`.
    function _feeOnUp(uint256 net, uint256 feeBps) private pure returns (uint256) {
        return net.mulDiv(feeBps, BPS, Math.Rounding.Ceil);
    }

    function _decimalsOffset() internal pure override returns (uint8) {
        return 6;
    }
}
