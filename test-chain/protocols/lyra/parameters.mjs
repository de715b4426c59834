import { e18 } from "../../chain/origin/words.mjs";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const NO_ADDRESS = "0x0000000000000000000000000000000000000000";
const NO_LIMIT = 2n ** 256n - 1n;

/**
 * What the protocol's own test system sets its contracts to; the file that says so cannot be read without a compiler's
 * tool chain. Amounts, prices and ratios have 18 decimals, times are seconds.
 */
export const LIQUIDITY_POOL = {
  minDepositWithdraw: e18("1"),
  depositDelay: WEEK,
  withdrawalDelay: WEEK,
  withdrawalFee: e18("0.01"),
  liquidityCBThreshold: e18("0.01"),
  liquidityCBTimeout: 3 * DAY,
  ivVarianceCBThreshold: e18("0.1"),
  skewVarianceCBThreshold: e18("0.35"),
  ivVarianceCBTimeout: 12 * HOUR,
  skewVarianceCBTimeout: 12 * HOUR,
  guardianMultisig: NO_ADDRESS,
  guardianDelay: 2 * WEEK,
  boardSettlementCBTimeout: 6 * HOUR,
  maxFeePaid: e18("0.01"),
};

export const GREEK_CACHE = {
  maxStrikesPerBoard: 30,
  acceptableSpotPricePercentMove: e18("0.05"),
  staleUpdateDuration: 3 * HOUR,
  varianceIvGWAVPeriod: DAY,
  varianceSkewGWAVPeriod: 3 * DAY,
  optionValueIvGWAVPeriod: DAY,
  optionValueSkewGWAVPeriod: 3 * DAY,
  gwavSkewFloor: e18("0.5"),
  gwavSkewCap: e18("2"),
  rateAndCarry: e18("0.05"),
};

export const MIN_COLLATERAL = {
  minStaticBaseCollateral: e18("0.2"),
  minStaticQuoteCollateral: e18("200"),
  shockVolA: e18("2.5"),
  shockVolPointA: 2 * WEEK,
  shockVolB: e18("1.8"),
  shockVolPointB: 8 * WEEK,
  callSpotPriceShock: e18("1.2"),
  putSpotPriceShock: e18("0.8"),
};

export const FORCE_CLOSE = {
  ivGWAVPeriod: 12 * HOUR,
  skewGWAVPeriod: DAY,
  shortVolShock: e18("1.2"),
  shortPostCutoffVolShock: e18("1.4"),
  longVolShock: e18("0.8"),
  longPostCutoffVolShock: e18("0.5"),
  liquidateVolShock: e18("1.3"),
  liquidatePostCutoffVolShock: e18("1.6"),
  shortSpotMin: e18("0.01"),
  liquidateSpotMin: e18("0.02"),
};

export const PRICING = {
  optionPriceFeeCoefficient: e18("0.01"),
  optionPriceFee1xPoint: 6 * WEEK,
  optionPriceFee2xPoint: 16 * WEEK,
  spotPriceFeeCoefficient: e18("0.01"),
  spotPriceFee1xPoint: 6 * WEEK,
  spotPriceFee2xPoint: 12 * WEEK,
  vegaFeeCoefficient: e18("100"),
  standardSize: e18("5"),
  skewAdjustmentFactor: e18("0.75"),
};

export const TRADE_LIMITS = {
  minDelta: e18("0.15"),
  minForceCloseDelta: e18("0.25"),
  tradingCutoff: DAY / 2,
  minBaseIV: e18("0.35"),
  maxBaseIV: e18("2"),
  minSkew: e18("0.5"),
  maxSkew: e18("1.5"),
  minVol: e18("0.55"),
  maxVol: e18("3"),
  absMinSkew: e18("0.15"),
  absMaxSkew: e18("5"),
  capSkewsToAbs: false,
};

export const VARIANCE_FEE = {
  defaultVarianceFeeCoefficient: e18("0.25"),
  forceCloseVarianceFeeCoefficient: e18("0.25"),
  skewAdjustmentCoefficient: e18("3"),
  referenceSkew: e18("1"),
  minimumStaticSkewAdjustment: e18("1"),
  vegaCoefficient: e18("0.01"),
  minimumStaticVega: 0n,
  ivVarianceCoefficient: e18("1.5"),
  minimumStaticIvVariance: e18("1"),
};

export const OPTION_MARKET = {
  maxBoardExpiry: 365 * DAY,
  securityModule: "0xefeefeefeeefeefeefeefeefeefeefeefeefeefe",
  feePortionReserved: e18("0.1"),
  staticBaseSettlementFee: e18("0.0075"),
};

export const PARTIAL_COLLATERAL = {
  penaltyRatio: e18("0.2"),
  liquidatorFeeRatio: e18("0.4"),
  smFeeRatio: e18("0.3"),
  minLiquidationFee: e18("15"),
};

export const POOL_HEDGER = { interactionDelay: DAY, hedgeCap: NO_LIMIT };
export const SHORT_BUFFER = e18("2");
export const SELL_BASE_FEE = e18("0.0075");
export const BUY_BASE_FEE = e18("0.005");
