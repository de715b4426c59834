package io.evenkeel.keeper.cli;

import io.evenkeel.exposure.Exposures;
import io.evenkeel.exposure.NetExposure;
import io.evenkeel.exposure.Sensitivities;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.RiskFactor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What moves the vault, everything held and hedged netted: one line for each price, rate and passage of time. */
final class ExposureTable {
    /** Less than this is nobody's concern. */
    private static final double LEAST_SHOWN = 0.005;

    private static final double PART = 0.01;
    private static final double DAYS_PER_YEAR = 365;

    private ExposureTable() {}

    static List<String> of(MarketSnapshot snapshot) {
        NetExposure exposure = Exposures.toAllFactors(snapshot, snapshot.price().best());
        boolean inQuote = snapshot.holdings().further().positions().isEmpty();
        String money = inQuote ? snapshot.pair().quote().toString() : "units of account";
        List<String> lines = new ArrayList<>();
        lines.add("exposure   all that is held and hedged, net, in " + money);
        exposure.net().factors().stream()
                .sorted(Comparator.comparing(ExposureTable::rank).thenComparing(RiskFactor::toString))
                .forEach(factor -> add(lines, factor, exposure));
        double pending = exposure.pending().value();
        if (pending != 0) {
            lines.add(String.format(Locale.ROOT, "  %-32s %,14.2f  not certain", "orders not filled", pending));
        }
        return lines;
    }

    private static int rank(RiskFactor factor) {
        return switch (factor) {
            case RiskFactor.AssetPrice price -> 0;
            case RiskFactor.Basis basis -> 1;
            case RiskFactor.Volatility volatility -> 2;
            case RiskFactor.FundingRate rate -> 3;
            case RiskFactor.BorrowRate rate -> 3;
            case RiskFactor.SupplyRate rate -> 3;
            case RiskFactor.DiscountRate rate -> 4;
            case RiskFactor.CarryRate rate -> 4;
            case RiskFactor.TimePassed time -> 5;
        };
    }

    private static void add(List<String> lines, RiskFactor factor, NetExposure exposure) {
        Sensitivities net = exposure.net();
        double relative = net.by(factor) * exposure.market().level(factor) * PART;
        switch (factor) {
            case RiskFactor.AssetPrice price -> {
                add(lines, factor, "if 1 % higher", relative);
                double level = exposure.market().level(price);
                double bend = net.greeks(price.asset()).gamma() * level * level * PART * PART / 2;
                add(lines, factor, "and by gamma, 1 % either way", bend);
            }
            case RiskFactor.Basis basis -> add(lines, factor, "if 1 % higher", relative);
            case RiskFactor.Volatility volatility -> add(lines, factor, "if a point higher", net.by(factor) * PART);
            case RiskFactor.FundingRate rate ->
                add(lines, factor, "a year, if a point higher", net.carryBy(rate) * PART);
            case RiskFactor.BorrowRate rate ->
                add(lines, factor, "a year, if a point higher", net.carryBy(rate) * PART);
            case RiskFactor.SupplyRate rate ->
                add(lines, factor, "a year, if a point higher", net.carryBy(rate) * PART);
            case RiskFactor.DiscountRate rate -> add(lines, factor, "if a point higher", net.by(factor) * PART);
            case RiskFactor.CarryRate rate -> add(lines, factor, "if a point higher", net.by(factor) * PART);
            case RiskFactor.TimePassed time -> add(lines, factor, "a day", net.by(factor) / DAYS_PER_YEAR);
        }
    }

    private static void add(List<String> lines, RiskFactor factor, String how, double amount) {
        if (Math.abs(amount) >= LEAST_SHOWN) {
            lines.add(String.format(Locale.ROOT, "  %-32s %,14.2f  %s", factor, amount, how));
        }
    }
}
