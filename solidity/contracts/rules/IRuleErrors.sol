// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Every reason for which a call rule refuses a call
interface IRuleErrors {
    error TargetNotKnown(address target);
    error FunctionNotAllowed(address target, bytes4 selector);
    /// @notice Not exactly the arguments of the function: something is missing or was added.
    error WrongLength(uint256 length, uint256 expected);
    /// @notice A recipient, owner, trader or onBehalfOf that is not the vault.
    error NotTheVault(address given);
    error TokenNotAllowed(address token);
    error MarketNotAllowed(address market);
    error FeeTierNotAllowed(uint24 fee);
    error PositionNotOwned(uint256 tokenId, address owner);
    /// @notice The approval for this call is not what the call itself spends.
    error SpendNotOfThisCall(address spendToken, uint256 spendAmount);
    error ZeroAmount();
    error AmountTooLarge(uint256 amount);
    error DeadlinePassed(uint256 deadline, uint256 timestamp);
    error RateModeNotVariable(uint256 mode);
    error ReferralNotAllowed(bytes32 code);
    /// @notice A square-root price limit fills in part without saying so: the amount bound is the limit here.
    error SqrtPriceLimitNotAllowed(uint160 sqrtPriceLimitX96);
    error NoPosition();
    error NoSurePrice();
    /// @notice The amounts allow a worse price than the oracle's less the slippage. USD 1e18, WETH 1e18, 1e18.
    error PriceLimitTooLoose(uint256 quoteE18, uint256 base, uint256 priceE18);
    error SlippageOutOfRange(uint256 bps);
    /// @notice A premium worse than the model's by more than the allowance. USD 1e18.
    error PremiumLimitTooLoose(uint256 limit, uint256 bound);
    /// @notice A call that is sold against base must be backed one for one.
    error NotCovered(uint256 collateral, uint256 amount);
    error IterationsNotAllowed(uint256 iterations);
    error CollateralNotTakenOut(uint256 collateral, uint256 before);
    error TooManyPositions(uint256 count);
    error NotCanonical();
}
