// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// What Aave v3 tells about who runs it and what it is made of. The same from 3.0 to 3.6.

interface IAaveRegistry {
    function owner() external view returns (address);

    function getPool() external view returns (address);

    function getPoolConfigurator() external view returns (address);

    function getPriceOracle() external view returns (address);

    function getPriceOracleSentinel() external view returns (address);

    function getACLAdmin() external view returns (address);

    function getACLManager() external view returns (address);
}

/// An implementation has to have a higher revision than the one before, or it cannot be initialized.
interface IAaveRevisions {
    // solhint-disable-next-line func-name-mixedcase
    function POOL_REVISION() external view returns (uint256);

    // solhint-disable-next-line func-name-mixedcase
    function ATOKEN_REVISION() external view returns (uint256);

    // solhint-disable-next-line func-name-mixedcase
    function DEBT_TOKEN_REVISION() external view returns (uint256);
}

interface IAaveTreasury {
    // solhint-disable-next-line func-name-mixedcase
    function RESERVE_TREASURY_ADDRESS() external view returns (address);
}

interface IAavePriceSources {
    function getSourceOfAsset(address asset) external view returns (address);
}
