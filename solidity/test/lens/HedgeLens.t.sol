// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {HedgeLens} from "../../contracts/HedgeLens.sol";
import {Snapshot} from "../../contracts/interfaces/IHedgeLens.sol";
import {IWatched, Measure, MeasureKind, Trait, TraitKind, Watch} from "../../contracts/interfaces/IWatched.sol";
import {PolicyReading, VenueReading} from "../../contracts/interfaces/IHedgePolicy.sol";

contract GoodGauge {
    function primitives(address) external pure returns (bytes memory) {
        return hex"c0ffee";
    }
}

contract WatchedGauge is GoodGauge, IWatched {
    function watched() external pure returns (Watch memory watch) {
        watch.traits = new Trait[](1);
        watch.traits[0] = Trait(TraitKind.CONTROL, "owner", bytes32(uint256(7)));
        watch.measures = new Measure[](1);
        watch.measures[0] = Measure(MeasureKind.BACKSTOP, "insurance fund", -5);
    }
}

contract RevertingGauge {
    function primitives(address) external pure returns (bytes memory) {
        revert("broken");
    }
}

contract GarbageGauge {
    fallback(bytes calldata) external returns (bytes memory) {
        return hex"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    }
}

contract EndlessGauge {
    function primitives(address) external pure returns (bytes memory) {
        while (true) {}
        return "";
    }
}

/// Vault, policy and token at once: enough of each for the lens.
contract VaultDouble {
    address[] private _gauges;
    bool public closed;

    error Closed();

    constructor(address[] memory gauges) {
        _gauges = gauges;
    }

    function close() external {
        closed = true;
    }

    function sequence() external pure returns (uint256) {
        return 7;
    }

    function totalSupply() external pure returns (uint256) {
        return 11;
    }

    function totalAssets() external view returns (uint256) {
        if (closed) revert Closed();
        return 13;
    }

    function asset() external view returns (address) {
        return address(this);
    }

    function base() external view returns (address) {
        return address(this);
    }

    function policy() external view returns (address) {
        return address(this);
    }

    function balanceOf(address) external pure returns (uint256) {
        return 17;
    }

    function isKeeper(address who) external pure returns (bool) {
        return who == address(0xbeef);
    }

    function read(address) external view returns (PolicyReading memory reading) {
        reading.venues = new VenueReading[](_gauges.length);
        for (uint256 i = 0; i < _gauges.length; ++i) reading.venues[i].gauge = _gauges[i];
    }
}

contract AggregatorDouble {
    int256 public minSubmissionValue = 1;
    int256 public maxSubmissionValue = 1e15;
}

contract FeedDouble {
    address public aggregator = address(new AggregatorDouble());

    function decimals() external pure returns (uint8) {
        return 8;
    }

    function latestRoundData() external pure returns (uint80, int256, uint256, uint256, uint80) {
        return (18446744073709551617, 2000e8, 1, 99, 5);
    }
}

contract PoolDouble {
    address public constant token0 = address(1);
    address public constant token1 = address(2);
    uint24 public constant fee = 500;
    uint128 public constant liquidity = 1e18;

    function slot0() external pure returns (uint160, int24, uint16, uint16, uint16, uint8, bool) {
        return (uint160(1 << 96), -3, 0, 1, 1, 0, true);
    }

    function observe(uint32[] calldata ago) external pure returns (int56[] memory moved, uint160[] memory spent) {
        require(ago[0] <= 900, "OLD");
        moved = new int56[](2);
        spent = new uint160[](2);
        moved[1] = -901;
    }
}

contract HedgeLensTest {
    address private constant NOBODY = address(0xdead);

    HedgeLens private _lens;
    address[] private _none;

    function setUp() external {
        _lens = new HedgeLens();
    }

    function test_oneBadProtocolLeavesTheOthersReadable() external {
        address[] memory gauges = new address[](5);
        gauges[0] = address(new RevertingGauge());
        gauges[1] = address(new GoodGauge());
        gauges[2] = address(new GarbageGauge());
        gauges[3] = NOBODY;
        gauges[4] = address(new EndlessGauge());
        VaultDouble vault = new VaultDouble(gauges);
        Snapshot memory snapshot = _lens.read(address(vault), address(0xbeef), _none, _none, 900);
        assert(snapshot.primitives.length == 5);
        assert(keccak256(snapshot.primitives[1]) == keccak256(hex"c0ffee"));
        assert(snapshot.primitives[0].length == 0 && snapshot.primitives[2].length == 0);
        assert(snapshot.primitives[3].length == 0 && snapshot.primitives[4].length == 0);
        assert(snapshot.sequence == 7 && snapshot.totalSupply == 11 && snapshot.totalAssets == 13);
        assert(snapshot.idleBase == 17 && snapshot.idleQuote == 17 && snapshot.keeperAllowed);
    }

    function test_whatIsNotWatchedLeavesTheRestWatched() external {
        address[] memory gauges = new address[](5);
        gauges[0] = address(new GoodGauge());
        gauges[1] = address(new WatchedGauge());
        gauges[2] = address(new GarbageGauge());
        gauges[3] = NOBODY;
        gauges[4] = address(new EndlessGauge());
        Snapshot memory snapshot = _lens.read(address(new VaultDouble(gauges)), NOBODY, _none, _none, 900);
        assert(snapshot.watches.length == 5);
        assert(snapshot.watches[1].traits[0].label == "owner");
        assert(snapshot.watches[1].traits[0].kind == TraitKind.CONTROL);
        assert(snapshot.watches[1].measures[0].value == -5);
        assert(snapshot.watches[0].traits.length == 0 && snapshot.watches[2].traits.length == 0);
        assert(snapshot.watches[3].traits.length == 0 && snapshot.watches[4].traits.length == 0);
    }

    function test_aVaultThatRefusesItsValueIsStillRead() external {
        VaultDouble vault = new VaultDouble(_none);
        vault.close();
        Snapshot memory snapshot = _lens.read(address(vault), NOBODY, _none, _none, 900);
        assert(snapshot.totalAssets == 0 && snapshot.sequence == 7 && !snapshot.keeperAllowed);
    }

    function test_whereThereIsNoVaultTheBlockIsStillRead() external view {
        Snapshot memory snapshot = _lens.read(NOBODY, NOBODY, _none, _none, 900);
        assert(snapshot.blockNumber == block.number && snapshot.timestamp == block.timestamp);
        assert(snapshot.primitives.length == 0 && snapshot.policy.venues.length == 0);
    }

    function test_feedsAndTheirCircuitValues() external {
        address[] memory feeds = new address[](2);
        feeds[0] = address(new FeedDouble());
        feeds[1] = NOBODY;
        Snapshot memory snapshot = _lens.read(NOBODY, NOBODY, feeds, _none, 900);
        assert(snapshot.feeds[0].readable && snapshot.feeds[0].answer == 2000e8);
        assert(snapshot.feeds[0].updatedAt == 99 && snapshot.feeds[0].decimals == 8);
        assert(snapshot.feeds[0].minAnswer == 1 && snapshot.feeds[0].maxAnswer == 1e15);
        assert(!snapshot.feeds[1].readable && snapshot.feeds[1].feed == NOBODY);
    }

    function test_poolsWithAndWithoutHistory() external {
        address[] memory pools = new address[](2);
        pools[0] = address(new PoolDouble());
        pools[1] = NOBODY;
        Snapshot memory snapshot = _lens.read(NOBODY, NOBODY, _none, pools, 900);
        // -901 ticks in 900 seconds is a mean below -1: -2
        assert(snapshot.pools[0].twapTick == -2 && snapshot.pools[0].twapWindow == 900);
        assert(!snapshot.pools[1].readable);
        snapshot = _lens.read(NOBODY, NOBODY, _none, pools, 901);
        assert(snapshot.pools[0].readable && snapshot.pools[0].twapWindow == 0 && snapshot.pools[0].twapTick == -3);
    }
}
