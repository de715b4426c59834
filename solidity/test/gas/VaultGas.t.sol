// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Leg} from "../../contracts/interfaces/IHedgePolicy.sol";
import {VaultFixture} from "../vault/support/VaultFixture.sol";

/// What the vault and the policy themselves cost, with venues that cost next to nothing. `npm run gas` writes
/// snapshots/VaultGas.json, `npm run gas:check` compares.
contract VaultGas is VaultFixture {
    function setUp() public override {
        super.setUp();
        hedge();
    }

    function test_Deposit() public {
        usdc.mint(alice, 1000e6);
        vm.startPrank(alice);
        usdc.approve(address(vault), 1000e6);
        vault.deposit(1000e6, alice);
        vm.snapshotGasLastCall("deposit");
        vm.stopPrank();
    }

    function test_Redeem() public {
        vm.prank(alice);
        vault.redeem(1000e12, alice, alice);
        vm.snapshotGasLastCall("redeem");
    }

    function test_ExecuteTopUp() public {
        execute(one(deposit(perpA, 1000e6)), deRisk());
        vm.snapshotGasLastCall("execute: one top-up");
    }

    function test_ExecuteTradesOnTwoVenues() public {
        execute(two(trade(perpA, 4e18), trade(perpB, -3e18)), routine());
        vm.snapshotGasLastCall("execute: trades on two venues");
    }

    function test_ExecuteNothing() public {
        execute(new Leg[](0), routine());
        vm.snapshotGasLastCall("execute: no legs, four venues");
    }

    function test_ExecuteInDoubt() public {
        vm.warp(START + 3601);
        execute(one(deposit(perpA, 1000e6)), deRisk());
        vm.snapshotGasLastCall("execute: one top-up, price not sure");
    }

    function test_Read() public {
        policy.read(address(vault));
        vm.snapshotGasLastCall("policy.read: four venues");
    }

    function test_Record() public {
        policy.record();
        vm.snapshotGasLastCall("policy.record: four venues");
    }
}
