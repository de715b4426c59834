package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;

import io.evenkeel.hedge.MinimumTrade;
import io.evenkeel.hedge.WhalleyWilmott;
import io.evenkeel.hedge.WiderOf;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.TokenAmount;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Limits for a vault of two million dollars. */
final class TestLimits {
    private static final double RISK_AVERSION = 5e-4;

    private TestLimits() {}

    static RiskLimits ordinary() {
        return withSlippage(new Bps(100));
    }

    /** The ordinary limits, but for how the hedge is spread. */
    static RiskLimits spreading(UnaryOperator<SpreadLimits> change) {
        RiskLimits ordinary = ordinary();
        return ordinary.withSpread(change.apply(ordinary.spread()));
    }

    static RiskLimits withSlippage(Bps maxSlippage) {
        return new RiskLimits(
                new MarginLimits(new Bps(2000), new Bps(4000), new Bps(3500), new Bps(6000)),
                new CostLimits(TokenAmount.of(USDC, "20000"), maxSlippage, FeePerGas.ofGwei("1"), new Gas(400_000)),
                new BandLimits(
                        new WiderOf(new WhalleyWilmott(RISK_AVERSION), new MinimumTrade(RISK_AVERSION, 1 / 365.0)),
                        1.0,
                        Duration.ofMinutes(1),
                        new Bps(5000)),
                new SpreadLimits(Duration.ofDays(2), new Bps(500), new Bps(500), new Bps(10_000)),
                TokenAmount.of(USDC, "20000"),
                TokenAmount.of(WETH, "0.05"),
                Duration.ofMinutes(2));
    }
}
