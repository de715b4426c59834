// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice What a permitted call does to risk. The policy judges what really happened by the gauges; the
/// class only decides which calls a DE-RISK execution may contain.
enum CallClass {
    /// adds collateral, or repays debt with assets already held
    TOP_UP,
    /// takes collateral or principal out to the vault itself
    WITHDRAW,
    /// may change delta: opens, closes, borrows, swaps
    TRADE,
    /// collects fees, settles funding, cancels an order
    HOUSEKEEPING
}

/// @title A call rule decodes the calldata for one protocol and pins everything in it
/// @notice Every recipient, spender, onBehalfOf, token id, callback and path must be the vault or a
/// constant of the rule. What a rule does not understand it refuses by reverting with a named error.
interface ICallRule {
    /// @param vault the vault that is going to make the call
    /// @param target the contract that is going to be called
    /// @param spendToken token approved for this one call, or zero
    /// @param spendAmount amount approved for this one call
    /// @param data full calldata, selector included
    /// @param priceE18 oracle price, USDC for one WETH; 0 when there is no sure price
    function check(
        address vault,
        address target,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data,
        uint256 priceE18
    ) external view returns (CallClass);

    /// @notice Who takes the approved tokens when `target` is called: the target itself, or a contract of the protocol
    /// that draws for it.
    function spender(address target) external view returns (address);
}
