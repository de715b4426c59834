// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IAggregatorProxy, IOffchainAggregator, ISubmissionAggregator} from "./external/chainlink/IAggregatorProxy.sol";
import {IUniswapV3Pool} from "./external/uniswap/IUniswapV3.sol";
import {IGauge} from "./interfaces/IGauge.sol";
import {FeedReading, IHedgeLens, PoolReading, Snapshot} from "./interfaces/IHedgeLens.sol";
import {IHedgePolicy, PolicyReading} from "./interfaces/IHedgePolicy.sol";
import {IHedgeVault} from "./interfaces/IHedgeVault.sol";
import {IWatched, Watch} from "./interfaces/IWatched.sol";

/// @title Reads everything one cycle needs in one eth_call
/// @notice It has no constructor, no storage and no immutables: its runtime code works at any address, so eth_call
/// with a code override reads an account on a chain where nobody has deployed it.
/// What cannot be read leaves its part empty (`readable` false, primitives of no bytes, numbers 0) and never takes
/// the rest with it. Each such part is read by a call of the lens to itself, so that an answer that does not decode
/// is caught like one that reverts; protocols, feeds and pools with a gas limit, so that an endless one is too.
/// `baseFee` is 0 where a node hides it from calls that name no gas price.
contract HedgeLens is IHedgeLens {
    /// what one protocol, feed or pool may use; the heaviest gauge needs about a fifth of it
    uint256 private constant GAS_FOR_ONE = 5_000_000;

    /// @inheritdoc IHedgeLens
    function read(
        address vault,
        address keeper,
        address[] calldata feeds,
        address[] calldata pools,
        uint32 twapWindow
    ) external view returns (Snapshot memory snapshot) {
        snapshot.chainId = block.chainid;
        snapshot.blockNumber = block.number;
        snapshot.timestamp = block.timestamp;
        snapshot.parentHash = block.number == 0 ? bytes32(0) : blockhash(block.number - 1);
        snapshot.baseFee = block.basefee;
        snapshot.vault = vault;
        snapshot.keeperBalanceWei = keeper.balance;
        _readVault(snapshot, vault, keeper);
        snapshot.feeds = new FeedReading[](feeds.length);
        for (uint256 i = 0; i < feeds.length; ++i) {
            snapshot.feeds[i] = _feed(feeds[i]);
        }
        snapshot.pools = new PoolReading[](pools.length);
        for (uint256 i = 0; i < pools.length; ++i) {
            snapshot.pools[i] = _pool(pools[i], twapWindow);
        }
    }

    /// @notice One feed; reverts when it cannot be read.
    function readFeed(address feed) external view returns (FeedReading memory reading) {
        IAggregatorProxy proxy = IAggregatorProxy(feed);
        reading.feed = feed;
        reading.decimals = proxy.decimals();
        (reading.roundId, reading.answer, , reading.updatedAt, ) = proxy.latestRoundData();
        reading.readable = true;
    }

    /// @notice The values beyond which the aggregator behind a proxy takes no answer. Two generations name them
    /// differently; reverts for an aggregator that has neither.
    function readCircuitValues(address feed) external view returns (int256 minAnswer, int256 maxAnswer) {
        address aggregator = IAggregatorProxy(feed).aggregator();
        (bool known, bytes memory least) = aggregator.staticcall(abi.encodeCall(IOffchainAggregator.minAnswer, ()));
        if (known && least.length == 32) {
            return (abi.decode(least, (int256)), IOffchainAggregator(aggregator).maxAnswer());
        }
        minAnswer = ISubmissionAggregator(aggregator).minSubmissionValue();
        maxAnswer = ISubmissionAggregator(aggregator).maxSubmissionValue();
    }

    /// @notice One pool at its spot price; reverts when it cannot be read.
    function readPool(address pool) external view returns (PoolReading memory reading) {
        IUniswapV3Pool read_ = IUniswapV3Pool(pool);
        reading.pool = pool;
        reading.token0 = read_.token0();
        reading.token1 = read_.token1();
        reading.fee = read_.fee();
        (reading.sqrtPriceX96, reading.tick, , , , , ) = read_.slot0();
        reading.liquidity = read_.liquidity();
        reading.twapTick = reading.tick;
        reading.readable = true;
    }

    /// @notice Mean tick of a pool over a window, rounded towards negative infinity; reverts when its history is too
    /// short or the window is 0.
    function readTwapTick(address pool, uint32 window) external view returns (int24) {
        uint32[] memory secondsAgos = new uint32[](2);
        secondsAgos[0] = window;
        (int56[] memory cumulatives, ) = IUniswapV3Pool(pool).observe(secondsAgos);
        int56 moved = cumulatives[1] - cumulatives[0];
        int56 span = int56(uint56(window));
        int56 mean = moved / span;
        if (moved < 0 && moved % span != 0) mean -= 1;
        return int24(mean);
    }

    /// @notice One gauge's primitives; reverts when it cannot be read.
    function readPrimitives(address gauge, address account) external view returns (bytes memory) {
        return IGauge(gauge).primitives(account);
    }

    /// @notice What a gauge's protocol looks like to somebody who does not trust it; reverts when it cannot be watched.
    function readWatch(address gauge) external view returns (Watch memory) {
        return IWatched(gauge).watched();
    }

    /// @notice The policy's reading; reverts when it cannot be read.
    function readPolicy(address policy, address vault) external view returns (PolicyReading memory) {
        return IHedgePolicy(policy).read(vault);
    }

    function _readVault(Snapshot memory snapshot, address vault, address keeper) private view {
        snapshot.sequence = _word(vault, abi.encodeCall(IHedgeVault.sequence, ()));
        snapshot.totalAssets = _word(vault, abi.encodeCall(IERC4626.totalAssets, ()));
        snapshot.totalSupply = _word(vault, abi.encodeCall(IERC20.totalSupply, ()));
        snapshot.idleQuote = _balance(_address(vault, abi.encodeCall(IERC4626.asset, ())), vault);
        snapshot.idleBase = _balance(_address(vault, abi.encodeCall(IHedgeVault.base, ())), vault);
        address policy = _address(vault, abi.encodeCall(IHedgeVault.policy, ()));
        snapshot.keeperAllowed = _word(policy, abi.encodeCall(IHedgePolicy.isKeeper, (keeper))) == 1;
        try this.readPolicy(policy, vault) returns (PolicyReading memory reading) {
            snapshot.policy = reading;
        } catch {
            return;
        }
        snapshot.primitives = new bytes[](snapshot.policy.venues.length);
        snapshot.watches = new Watch[](snapshot.policy.venues.length);
        for (uint256 i = 0; i < snapshot.primitives.length; ++i) {
            address gauge = snapshot.policy.venues[i].gauge;
            try this.readPrimitives{gas: GAS_FOR_ONE}(gauge, vault) returns (bytes memory primitives) {
                snapshot.primitives[i] = primitives;
            } catch {
                snapshot.primitives[i] = "";
            }
            try this.readWatch{gas: GAS_FOR_ONE}(gauge) returns (Watch memory watch) {
                snapshot.watches[i] = watch;
            } catch {
                // not watched, or not now: no traits and no measures say so
                continue;
            }
        }
    }

    function _feed(address feed) private view returns (FeedReading memory reading) {
        reading.feed = feed;
        try this.readFeed{gas: GAS_FOR_ONE}(feed) returns (FeedReading memory answered) {
            reading = answered;
        } catch {
            return reading;
        }
        try this.readCircuitValues{gas: GAS_FOR_ONE}(feed) returns (int256 minAnswer, int256 maxAnswer) {
            (reading.minAnswer, reading.maxAnswer) = (minAnswer, maxAnswer);
        } catch {
            reading.maxAnswer = type(int256).max;
        }
    }

    function _pool(address pool, uint32 window) private view returns (PoolReading memory reading) {
        reading.pool = pool;
        try this.readPool{gas: GAS_FOR_ONE}(pool) returns (PoolReading memory answered) {
            reading = answered;
        } catch {
            return reading;
        }
        try this.readTwapTick{gas: GAS_FOR_ONE}(pool, window) returns (int24 twapTick) {
            (reading.twapTick, reading.twapWindow) = (twapTick, window);
        } catch {
            // the history is too short: twapTick stays the spot tick and the window 0 says so
            reading.twapWindow = 0;
        }
    }

    function _balance(address token, address owner) private view returns (uint256) {
        return _word(token, abi.encodeCall(IERC20.balanceOf, (owner)));
    }

    function _address(address target, bytes memory call) private view returns (address) {
        return address(uint160(_word(target, call)));
    }

    /// one word of answer, 0 when there is none
    function _word(address target, bytes memory call) private view returns (uint256) {
        (bool answered, bytes memory result) = target.staticcall(call);
        return answered && result.length >= 32 ? abi.decode(result, (uint256)) : 0;
    }
}
