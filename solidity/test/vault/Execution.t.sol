// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {HedgeVault} from "../../contracts/HedgeVault.sol";
import {IPolicyErrors, IVaultErrors} from "../../contracts/interfaces/Errors.sol";
import {Bounds, Leg, PolicyReading} from "../../contracts/interfaces/IHedgePolicy.sol";
import {PerpDouble} from "./support/Doubles.sol";
import {VaultFixture} from "./support/VaultFixture.sol";

/// What execute promises whoever calls it.
contract ExecutionTest is VaultFixture {
    function test_HedgesOnTwoVenuesInOneTransaction() public {
        Leg[] memory legs = new Leg[](4);
        legs[0] = deposit(perpA, 100_000e6);
        legs[1] = trade(perpA, -125e18);
        legs[2] = deposit(perpB, 100_000e6);
        legs[3] = trade(perpB, -125e18);
        execute(legs, routine());

        PolicyReading memory reading = policy.read(address(vault));
        equal(reading.netDelta, 0, "net delta");
        equal(reading.nav, NAV, "a trade at the oracle price costs nothing");
        equal(vault.sequence(), 1, "sequence");
        equal(usdc.allowance(address(vault), address(perpA)), 0, "approval left over");
        equal(usdc.allowance(address(vault), address(perpB)), 0, "approval left over");
    }

    function test_AnIntentRunsOnce() public {
        Leg[] memory legs = two(deposit(perpA, 100_000e6), trade(perpA, -125e18));
        vm.startPrank(keeper);
        vault.execute("once", 0, block.timestamp, legs, routine());
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.IntentAlreadyExecuted.selector, bytes32("once")));
        vault.execute("once", 1, block.timestamp, legs, routine());
        vm.stopPrank();
        isTrue(vault.intentExecuted("once"), "recorded");
    }

    function test_AStaleSequenceIsRefused() public {
        hedge();
        vm.prank(keeper);
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.StaleSequence.selector, 0, 2));
        vault.execute("late", 0, block.timestamp, new Leg[](0), routine());
    }

    function test_APassedDeadlineIsRefused() public {
        vm.prank(keeper);
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.DeadlinePassed.selector, START - 1, START));
        vault.execute("late", 0, START - 1, new Leg[](0), routine());
    }

    function test_OnlyAKeeperExecutes() public {
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.NotKeeper.selector, address(this)));
        vault.execute("mine", 0, block.timestamp, new Leg[](0), routine());
        vm.prank(guardian);
        policy.revokeKeeper(keeper);
        vm.prank(keeper);
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.NotKeeper.selector, keeper));
        vault.execute("mine", 0, block.timestamp, new Leg[](0), routine());
    }

    function test_TooManyLegsAreRefused() public {
        vm.prank(keeper);
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.TooManyLegs.selector, 17, 16));
        vault.execute("many", 0, block.timestamp, new Leg[](17), routine());
    }

    function test_ARequiredLegThatFailsEndsAllWithItsReason() public {
        perpA.set(PRICE, true);
        bytes memory reason = abi.encodeWithSelector(PerpDouble.Paused.selector);
        refused(
            one(deposit(perpA, 1e6)),
            deRisk(),
            abi.encodeWithSelector(IVaultErrors.RequiredLegFailed.selector, 0, reason)
        );
    }

    function test_OnePausedVenueDoesNotBlockTheOther() public {
        perpA.set(PRICE, true);
        Leg[] memory legs = new Leg[](4);
        legs[0] = deposit(perpA, 100_000e6);
        legs[1] = trade(perpA, -125e18);
        legs[2] = deposit(perpB, 100_000e6);
        legs[3] = trade(perpB, -125e18);
        legs[0].required = false;
        legs[1].required = false;
        execute(legs, routine());

        equal(perpA.size(address(vault)), 0, "the paused venue took nothing");
        equal(perpB.size(address(vault)), -125e18, "the other one traded");
        equal(usdc.allowance(address(vault), address(perpA)), 0, "approval of the failed leg");
    }

    function test_UnknownTargetsAndFunctionsAreRefused() public {
        Leg memory transfer = Leg(
            address(usdc),
            address(0),
            0,
            abi.encodeWithSignature("transfer(address,uint256)", keeper, 1),
            true
        );
        refused(
            one(transfer),
            routine(),
            abi.encodeWithSelector(IPolicyErrors.TargetUnknown.selector, 0, address(usdc))
        );
        Leg memory drain = Leg(address(perpA), address(0), 0, abi.encodeCall(PerpDouble.drain, (address(vault))), true);
        refusedBy(one(drain), routine(), IPolicyErrors.LegRefused.selector);
    }

    function test_SimulateEndsInTheLensReading() public {
        Leg[] memory legs = two(deposit(perpA, 100_000e6), trade(perpA, -125e18));
        bytes memory lensCall = abi.encodeCall(HedgeVault.totalAssets, ());
        vm.startPrank(keeper);
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.SimulationResult.selector, abi.encode(NAV)));
        vault.simulateExecute(address(vault), lensCall, "try", 0, block.timestamp, legs, routine());

        // the true error where execute would fail, and the same for who is no keeper
        legs[1].target = address(usdc);
        vm.expectRevert(abi.encodeWithSelector(IPolicyErrors.TargetUnknown.selector, 1, address(usdc)));
        vault.simulateExecute(address(vault), lensCall, "try", 0, block.timestamp, legs, routine());
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IVaultErrors.NotKeeper.selector, address(this)));
        vault.simulateExecute(address(vault), lensCall, "try", 0, block.timestamp, legs, routine());
        equal(vault.sequence(), 0, "nothing happened");
    }

    // --- re-entrancy from a venue's callback

    function _callBackDuringTrade(
        address target,
        bytes memory data
    ) private returns (bool worked, bytes memory answer) {
        perpA.callBack(target, data);
        execute(two(deposit(perpA, 100_000e6), trade(perpA, -125e18)), routine());
        return (perpA.callbackWorked(), perpA.callbackAnswer());
    }

    function test_ACallbackCannotReadShareValue() public {
        (bool worked, bytes memory answer) = _callBackDuringTrade(
            address(vault),
            abi.encodeCall(HedgeVault.totalAssets, ())
        );
        isTrue(!worked && bytes4(answer) == IVaultErrors.ExecutionInProgress.selector, "totalAssets answered");
    }

    function test_ACallbackCannotConvert() public {
        (bool worked, ) = _callBackDuringTrade(
            address(vault),
            abi.encodeWithSignature("convertToAssets(uint256)", uint256(1e12))
        );
        isTrue(!worked, "convertToAssets answered");
    }

    function test_ACallbackFindsTheDoorClosed() public {
        (bool worked, bytes memory answer) = _callBackDuringTrade(
            address(vault),
            abi.encodeCall(HedgeVault.maxWithdraw, (alice))
        );
        isTrue(worked && abi.decode(answer, (uint256)) == 0, "maxWithdraw");
    }

    function test_ACallbackCannotDeposit() public {
        usdc.mint(address(perpA), 1000e6);
        (bool worked, ) = _callBackDuringTrade(
            address(vault),
            abi.encodeWithSignature("deposit(uint256,address)", uint256(1000e6), address(perpA))
        );
        isTrue(!worked, "deposit went through");
    }

    function test_ACallbackCannotExecute() public {
        policy.setKeeper(address(perpA), true);
        (bool worked, bytes memory answer) = _callBackDuringTrade(
            address(vault),
            abi.encodeCall(
                HedgeVault.execute,
                (bytes32("nested"), 1, block.timestamp, one(withdraw(perpA, 1)), deRisk())
            )
        );
        isTrue(
            !worked && bytes4(answer) == ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector,
            "nested execute"
        );
    }

    function test_ACallbackCannotMoveThePolicy() public {
        (bool worked, ) = _callBackDuringTrade(address(policy), abi.encodeWithSignature("record()"));
        isTrue(!worked, "record");
        equal(policy.read(address(vault)).nav, NAV, "nav");
    }

    function test_AnApprovalThatIsNotUsedEndsAtZero() public {
        Leg memory greedy = deposit(perpA, 1000e6);
        greedy.spendAmount = 500_000e6;
        execute(one(greedy), deRisk());
        equal(usdc.allowance(address(vault), address(perpA)), 0, "allowance");
        vm.prank(address(perpA));
        vm.expectPartialRevert(IERC20Errors.ERC20InsufficientAllowance.selector);
        usdc.transferFrom(address(vault), address(perpA), 1);
    }
}
