package io.evenkeel.testchain.market;

/**
 * The market as the chain has it at one block.
 *
 * @param ethUsd the ETH / USD feed's newest round
 * @param usdcUsd the USDC / USD feed's newest round; dollars per USDC
 * @param uniswap the spot price of the WETH/USDC pool
 * @param perp the spot price of Perp v2's pool
 * @param perpPaused whether Perp v2 refuses to trade
 */
record MarketState(
        FeedRules.Round ethUsd, FeedRules.Round usdcUsd, MarketPrice uniswap, MarketPrice perp, boolean perpPaused) {}
