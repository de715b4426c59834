// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice One price with what is needed to judge it.
struct OraclePrice {
    /// USDC for one WETH, 18 decimals. 0 when the feed gives nothing usable.
    uint256 priceE18;
    /// seconds: the older of the two feeds' update times.
    uint256 updatedAt;
    /// true when both feeds are fresh, positive and inside their circuit values.
    bool sure;
}

/// @title Where the policy's price comes from: never a pool's spot
interface IPriceSource {
    /// @notice Never reverts.
    function read() external view returns (OraclePrice memory);
}
