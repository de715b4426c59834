package io.evenkeel.keeper.config;

import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.market.Pair;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.LiquidationLimit;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.OptionLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.risk.stress.StressLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The group {@code limits}. Every key is needed unless it is said to be optional: each of these values can lose money.
 * What the limits' own records refuse (a target below the floor, say) becomes a problem of the group it is in.
 */
public final class LimitsSection {
    private static final BigDecimal MOST = new BigDecimal("1e15");
    private static final Bps LEAST = new Bps(1);

    private final ConfigSection section;
    private final Pair pair;
    private final List<String> rules;
    private final EstimateSections measured;
    private final ConfigSection spreadKeys;
    private final Optional<RiskLimits> limits;
    private String ruleKind = "";
    private Set<String> standBy = Set.of();

    /** @param rules which rules may be chosen, see {@link RuleSection} */
    public LimitsSection(ConfigSection section, Pair pair, List<String> rules) {
        this.section = section;
        this.pair = pair;
        this.rules = rules;
        Optional<MarginLimits> margin = margin(section.section("margin"));
        Optional<CostLimits> cost = cost(section.section("cost"));
        ConfigSection bandKeys = section.section("band");
        this.measured = new EstimateSections(bandKeys);
        Optional<BandLimits> band = band(bandKeys);
        spreadKeys = section.section("spread");
        Optional<SpreadLimits> spread = SpreadSection.read(spreadKeys);
        TokenAmount reserve = amount(section, "idleQuoteReserve", pair.quote());
        TokenAmount smallest = amount(section, "smallestTrade", pair.base());
        Duration timeToLive = section.duration("planTimeToLive", Duration.ofSeconds(1), Duration.ofHours(1));
        Optional<StressLimits> stress = StressSection.read(section);
        Optional<OptionLimits> options = OptionsSection.read(section, pair);
        limits = margin.flatMap(m -> cost.flatMap(c -> band.flatMap(
                b -> spread.map(s -> new RiskLimits(m, c, b, s, reserve, smallest, timeToLive, stress, options)))));
    }

    /** Only asked for when no problem was found anywhere. */
    public RiskLimits build() {
        RiskLimits found = limits.orElseThrow();
        return found.withSpread(found.spread().withStandBy(standBy));
    }

    /** What the file calls the rule. */
    public String ruleKind() {
        return ruleKind;
    }

    /** What of the band is measured by whoever runs; until then the limits hold what is believed. */
    public BandEstimates estimates() {
        return measured.estimates();
    }

    /** Limits on several venues may only name these. */
    void checkVenues(List<String> known) {
        limits.ifPresent(found -> SpreadSection.checkNames(spreadKeys, found.spread(), known));
    }

    /** Names of the venues that stand by: each says so of itself. */
    void standBy(Set<String> venues) {
        standBy = venues;
    }

    private Optional<MarginLimits> margin(ConfigSection keys) {
        Bps floor = part(keys, "floor");
        Bps target = part(keys, "target");
        Bps shock = part(keys, "shock");
        Bps withdrawAbove = part(keys, "withdrawAbove");
        Optional<LiquidationLimit> likely = LiquidationLimitText.read(keys);
        return checked(keys, "margin", () -> new MarginLimits(floor, target, shock, withdrawAbove, likely));
    }

    private Optional<CostLimits> cost(ConfigSection keys) {
        TokenAmount most = amount(keys, "maxCostPerPlan", pair.quote());
        Bps slippage = part(keys, "maxSlippage");
        FeePerGas priorityFee = keys.fee("priorityFee", FeePerGas.ZERO, FeePerGas.ofGwei("10000"));
        Gas overhead = new Gas(keys.integer("executionOverheadGas", 0, 30_000_000));
        return checked(keys, "cost", () -> new CostLimits(most, slippage, priorityFee, overhead));
    }

    private Optional<BandLimits> band(ConfigSection keys) {
        ConfigSection ruleKeys = keys.section("rule");
        Optional<HedgeRule> rule = RuleSection.read(ruleKeys, rules);
        ruleKind = ruleKeys.optionalText("kind").orElse("");
        Bps part = part(keys, "partOfPolicyBand");
        return rule.flatMap(r -> checked(
                keys, "band", () -> new BandLimits(r, measured.volatility(), measured.timeToNextDecision(), part)));
    }

    private static Bps part(ConfigSection keys, String key) {
        return keys.bps(key, LEAST, new Bps(9_999));
    }

    /** An amount of a token, no finer than the token is. */
    static TokenAmount amount(ConfigSection keys, String key, Token token) {
        return amount(keys, key, token, MOST);
    }

    /** The same, and no more than this many whole tokens. */
    static TokenAmount amount(ConfigSection keys, String key, Token token, BigDecimal most) {
        BigDecimal whole = keys.decimal(key, BigDecimal.ZERO, most);
        try {
            return new TokenAmount(token, whole.movePointRight(token.decimals()).toBigIntegerExact());
        } catch (ArithmeticException tooFine) {
            keys.problem(
                    key, "is " + whole.toPlainString() + "; " + token + " has only " + token.decimals() + " decimals");
            return new TokenAmount(token, BigInteger.ZERO);
        }
    }

    private <T> Optional<T> checked(ConfigSection keys, String group, Supplier<T> record) {
        if (keys.hasProblems()) {
            return Optional.empty();
        }
        try {
            return Optional.of(record.get());
        } catch (IllegalArgumentException refused) {
            section.problem(group, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }
}
