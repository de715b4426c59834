// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {PolicyReading} from "./IHedgePolicy.sol";
import {Watch} from "./IWatched.sol";

/// @notice One Chainlink feed as it stands.
struct FeedReading {
    address feed;
    uint8 decimals;
    uint80 roundId;
    int256 answer;
    uint256 updatedAt;
    /// circuit values of the aggregator behind the proxy; 0 and type max where it has none
    int256 minAnswer;
    int256 maxAnswer;
    bool readable;
}

/// @notice One Uniswap v3 pool as a price source and a place to swap.
struct PoolReading {
    address pool;
    address token0;
    address token1;
    uint24 fee;
    uint160 sqrtPriceX96;
    int24 tick;
    uint128 liquidity;
    /// arithmetic mean tick over the window, rounded towards negative infinity
    int24 twapTick;
    /// seconds; 0 when the pool's history is too short, then twapTick is the spot tick
    uint32 twapWindow;
    bool readable;
}

/// @notice What one cycle needs, read in one eth_call.
struct Snapshot {
    uint256 chainId;
    uint256 blockNumber;
    uint256 timestamp;
    bytes32 parentHash;
    uint256 baseFee;
    address vault;
    uint256 sequence;
    bool keeperAllowed;
    uint256 keeperBalanceWei;
    /// ERC-4626: USDC 1e6, shares
    uint256 totalAssets;
    uint256 totalSupply;
    uint256 idleQuote;
    uint256 idleBase;
    PolicyReading policy;
    /// one per venue of the policy, same order: abi.encode of the gauge's state struct, empty when unreadable
    bytes[] primitives;
    FeedReading[] feeds;
    PoolReading[] pools;
    /// one per venue of the policy, same order: no traits where the protocol is not watched or cannot be now
    Watch[] watches;
}

/// @title Reads everything one cycle needs in one eth_call
interface IHedgeLens {
    /// @param feeds Chainlink proxies to read; the first is the base token's USD feed, the second the quote token's
    /// @param pools Uniswap v3 pools to read
    /// @param twapWindow seconds
    function read(
        address vault,
        address keeper,
        address[] calldata feeds,
        address[] calldata pools,
        uint32 twapWindow
    ) external view returns (Snapshot memory);
}
