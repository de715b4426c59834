package io.evenkeel.keeper.cli;

import io.evenkeel.allocate.ProtocolLoss;
import io.evenkeel.allocate.SharedLimits.Usage;
import io.evenkeel.allocate.VenueQuote;
import io.evenkeel.hedge.HedgeSituation;
import io.evenkeel.hedge.NoTradeBand;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.PlanExplanation;
import io.evenkeel.risk.BandExplanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why a decision was made, in words and tables of at most a hundred columns. */
final class PlanText {
    static final int WIDEST = 100;
    /** Times as wide as the band in force; beyond it a number says no more than the word. */
    private static final double FAR = 1e4;

    private static final double SECONDS_PER_YEAR = 365 * 86_400.0;

    private final ExplainedPlan plan;
    private final String base;
    private final String quote;
    private final List<String> lines = new ArrayList<>();

    private PlanText(ExplainedPlan plan) {
        this.plan = plan;
        this.base = plan.snapshot().pair().base().symbol();
        this.quote = plan.snapshot().pair().quote().symbol();
    }

    /** The decision, and then everything that led to it. */
    static List<String> of(ExplainedPlan plan) {
        PlanText text = new PlanText(plan);
        text.write();
        return text.lines.stream().flatMap(line -> wrapped(line).stream()).toList();
    }

    private void write() {
        if (plan.paused() && plan.decision() instanceof Decision.Act) {
            lines.add("paused, so nothing is sent; without that:");
        }
        lines.addAll(Words.of(plan.decision()));
        plan.band().ifPresent(this::band);
        plan.venues().ifPresent(this::venues);
        lines.add("");
        lines.addAll(
                plan.decision() instanceof Decision.Act
                        ? StressTable.of(plan.stress())
                        : StressTable.of(plan.stress().now()));
    }

    private void band(BandExplanation explained) {
        HedgeSituation asked = explained.situation();
        lines.add("");
        lines.add("band       " + RuleWords.of(explained.rule()));
        lines.add(String.format(
                Locale.ROOT,
                "  fee and impact %.3f %%, gas %s %s a trade, volatility %.0f %%, next decision in %.0f s",
                100 * asked.cost().proportional(),
                number(asked.cost().fixedQuote()),
                quote,
                100 * asked.volatility(),
                asked.yearsToNextDecision() * SECONDS_PER_YEAR));
        lines.add(String.format(
                Locale.ROOT,
                "  net delta %.4f %s, target %.4f; a rise of 1 %% makes it %+.4f",
                asked.deltaBase(),
                base,
                asked.targetBase(),
                asked.gammaBasePerQuote() * asked.price() / 100));
        lines.add(String.format(
                Locale.ROOT, "  %-28s %12s %12s %12s %12s", "", "trade below", "bring to", "bring to", "trade above"));
        row("in force", explained.band());
        row("without gas", explained.withoutGas());
        row("without the wait", explained.withoutWait());
        if (explained.isCapped()) {
            if (isFar(explained)) {
                lines.add("  without the policy's band it would trade at no delta there is");
            } else {
                row("without the policy's band", explained.withoutCap());
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "  the policy's band is what limits it: no further than %.4f %s from the target",
                    asked.widestHalfWidthBase(),
                    base));
        }
    }

    private static boolean isFar(BandExplanation explained) {
        return BandExplanation.width(explained.withoutCap()) > FAR * BandExplanation.width(explained.band());
    }

    private void row(String name, NoTradeBand band) {
        lines.add(String.format(
                Locale.ROOT,
                "  %-28s %12s %12s %12s %12s",
                name,
                delta(band.triggerLow()),
                delta(band.landingLow()),
                delta(band.landingHigh()),
                delta(band.triggerHigh())));
    }

    private void venues(PlanExplanation explained) {
        if (!explained.quotes().isEmpty()) {
            lines.add("");
            lines.add(String.format(
                    Locale.ROOT,
                    "venues     what each alone would have charged for %s, in %s over the carry horizon",
                    Words.of(explained.change()),
                    quote));
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-20s %10s %9s %9s %9s %9s %10s %9s",
                    "",
                    "takes",
                    "trade",
                    "carry",
                    "spread",
                    "gas",
                    "total",
                    "per " + base));
            explained.quotes().forEach(this::venue);
        }
        if (!explained.usage().isEmpty()) {
            lines.add("");
            lines.add("shared limits, in " + quote);
            explained.usage().forEach(this::usage);
        }
        explained.ifOneProtocolFails().worst().ifPresent(this::failure);
    }

    private void venue(VenueQuote each) {
        lines.add(String.format(
                Locale.ROOT,
                "  %-20s %10s %9s %9s %9s %9s %10s %9s",
                cut(each.venue().name(), 20),
                delta(each.taken()),
                number(each.trade()),
                number(each.carry()),
                number(each.concentration()),
                number(each.gas()),
                number(each.total()),
                each.taken() > 0 ? number(each.total() / each.taken()) : "-"));
        each.stops()
                .ifPresent(stop -> lines.add("    takes no more than " + delta(each.taken()) + " of "
                        + delta(each.asked()) + " " + base + ": at its " + stop.limit()
                        + (stop.shared().isEmpty() ? "" : " '" + stop.shared() + "'")));
    }

    private void usage(Usage usage) {
        lines.add(String.format(
                Locale.ROOT,
                "  %-52s %,14.0f of %,14.0f%s",
                cut(usage.name(), 52),
                usage.used(),
                usage.allowed(),
                usage.isAbove() ? "  ABOVE" : ""));
    }

    private void failure(ProtocolLoss worst) {
        lines.add("");
        lines.add("if any one protocol goes to zero the vault loses at most " + Words.of(worst.total()) + " ("
                + worst.protocol() + ": " + Words.of(worst.equity()) + " there, " + Words.of(worst.reopening())
                + " to open its hedge elsewhere"
                + (worst.homeless().isZero() ? "" : "; " + Words.of(worst.homeless()) + " of it finds no room")
                + ")");
    }

    private static String delta(double value) {
        return String.format(Locale.ROOT, "%,.4f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 10_000 ? "%,.0f" : "%,.2f", value);
    }

    private static String cut(String name, int most) {
        return name.length() <= most ? name : name.substring(0, most - 1) + "…";
    }

    /** Broken between words; what goes on stands four columns further in. */
    static List<String> wrapped(String line) {
        if (line.length() <= WIDEST) {
            return List.of(line);
        }
        String indent = " ".repeat(line.length() - line.stripLeading().length() + 4);
        List<String> parts = new ArrayList<>();
        String rest = line;
        while (rest.length() > WIDEST) {
            int end = rest.lastIndexOf(' ', WIDEST);
            if (end <= indent.length()) {
                break;
            }
            parts.add(rest.substring(0, end));
            rest = indent + rest.substring(end + 1);
        }
        parts.add(rest);
        return parts;
    }
}
