/** Fixed-point helpers. A price is whole USD per whole ETH as an ordinary number with at most 8 decimals. */

export const USDC_UNIT = 10n ** 6n;
export const ETHER = 10n ** 18n;

const Q96 = 1n << 96n;

/** The price with Chainlink's eight decimals. */
export function feedAnswer(price) {
  return BigInt(Math.round(price * 1e8));
}

/** floor(sqrt(numerator / denominator) * 2^96), Uniswap's sqrtPriceX96. */
export function sqrtRatioX96(numerator, denominator) {
  return integerSquareRoot((numerator * Q96 * Q96) / denominator);
}

/** Tick at or below the ratio, rounded down to the spacing. Good enough for wide ranges; not for the price itself. */
export function tickAtOrBelow(ratio, spacing) {
  return Math.floor(Math.log(ratio) / Math.log(1.0001) / spacing) * spacing;
}

/**
 * What a range [low, high] holds at `price` when its liquidity is `liquidity`, measured in whole tokens
 * (Uniswap v3 white paper, 6.2.1).
 *
 * @returns {{eth: number, usd: number}}
 */
export function rangeHoldings(liquidity, price, low, high) {
  const root = Math.sqrt(price);
  return { eth: liquidity * (1 / root - 1 / Math.sqrt(high)), usd: liquidity * (root - Math.sqrt(low)) };
}

/** Whole tokens as an integer of `unit`s, exact to a millionth. */
export function amount(whole, unit) {
  return (BigInt(Math.round(whole * 1e6)) * unit) / 1_000_000n;
}

function integerSquareRoot(value) {
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) {
      return root;
    }
    root = next;
  }
}
