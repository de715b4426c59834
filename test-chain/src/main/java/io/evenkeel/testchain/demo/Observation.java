package io.evenkeel.testchain.demo;

import java.time.Instant;

/**
 * Both vaults at one common block, after the keeper has done what it wanted to do. Model numbers: whole tokens.
 *
 * @param price USDC for one WETH, the policy's oracle
 * @param hedgedNav,unhedgedNav USDC, both at oracle NAV
 * @param rangeValue USDC, the hedged vault's Uniswap v3 range at the oracle price
 * @param rangeDelta WETH in that range at the oracle price
 */
public record Observation(
        long block,
        Instant at,
        double price,
        double hedgedNav,
        double unhedgedNav,
        double rangeValue,
        double rangeDelta) {}
