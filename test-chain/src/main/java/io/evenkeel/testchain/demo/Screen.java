package io.evenkeel.testchain.demo;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws a {@link Frame} as lines of text. Pure: what to do with the lines is the terminal's business. Colours are ANSI
 * and can be left out; the text never depends on them.
 */
public final class Screen {
    /** Columns; a line beyond them would wrap and push the rest off its place. */
    private static final int WIDTH = 118;

    private static final int LINES_PER_NOTE = 2;
    private static final int STATE_WIDTH = 9;
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final boolean colours;

    public Screen(boolean colours) {
        this.colours = colours;
    }

    public List<String> draw(Frame frame) {
        List<String> lines = new ArrayList<>();
        lines.add(bold(" EVENKEEL")
                + dim("  " + frame.scenario() + "   " + CLOCK.format(frame.chainTime()) + " UTC   block "
                        + frame.block())
                + "   " + bar(frame.progress(), 18) + " " + percent(frame.progress(), 0));
        lines.add("");
        lines.add(label("ETH") + bold(String.format(Locale.ROOT, "%,10.2f", frame.price())) + " USDC  "
                + change(frame.price() / frame.priceStart() - 1) + "   " + dim(sparkline(frame.prices(), 48)));
        lines.add("");
        lines.add(label("Vault hedged") + money(frame.hedgedNav()) + " USDC  "
                + change(frame.hedgedNav() / frame.hedgedNavStart() - 1));
        lines.add(label("   unhedged") + money(frame.unhedgedNav()) + " USDC  "
                + change(frame.unhedgedNav() / frame.unhedgedNavStart() - 1));
        lines.add("");
        lines.add(label("Net delta") + signed(frame.delta()) + " ETH " + needle(frame) + " band ±"
                + String.format(Locale.ROOT, "%.2f ETH", frame.band()));
        lines.add("");
        lines.add(dim(String.format(
                Locale.ROOT,
                " %-15s %10s %7s %12s %13s %12s %11s %9s  %s",
                "Protocol",
                "delta ETH",
                "share",
                "of NAV (cap)",
                "equity USDC",
                "margin req.",
                "liq. price",
                "distance",
                "state")));
        frame.venues().forEach(venue -> lines.add(row(venue)));
        lines.add("");
        lines.add(dim(" Last transactions"));
        if (frame.transactions().isEmpty()) {
            lines.add(dim("   none yet"));
        }
        frame.transactions().forEach(tx -> lines.add(row(tx)));
        lines.add("");
        lines.add(dim(" The keeper says"));
        frame.notes().forEach(note -> lines.addAll(said(note)));
        lines.add("");
        Frame.Counters counters = frame.counters();
        lines.add(dim(String.format(
                Locale.ROOT,
                " cycles %d (schedule %d, oracle %d) · transactions %d · reverts %d · RPC %.1f idle / %.1f hedging · %d MB",
                counters.scheduleCycles() + counters.oracleCycles(),
                counters.scheduleCycles(),
                counters.oracleCycles(),
                counters.transactions(),
                counters.reverts(),
                counters.rpcIdle(),
                counters.rpcHedge(),
                counters.rssMb())));
        return lines;
    }

    private String row(Frame.VenueRow venue) {
        String text = String.format(
                Locale.ROOT,
                " %-15s %+10.2f %6.0f%% %5.0f%% (%2.0f%%) %,13.0f %,12.0f %11s %9s  %s",
                venue.name(),
                venue.delta(),
                100 * venue.share(),
                100 * venue.shortOfNav(),
                100 * venue.shortCapOfNav(),
                venue.equity(),
                venue.maintenance(),
                venue.liquidationPrice()
                        .map(p -> String.format(Locale.ROOT, "%,.0f", p))
                        .orElse("none"),
                venue.liquidationDistance().map(d -> percent(d, 1)).orElse("-"),
                venue.condition());
        return venue.condition().equals("open") ? text : yellow(text);
    }

    private String row(Frame.TransactionRow tx) {
        String before = " " + TIME.format(tx.at()) + "  ";
        String after = String.format(
                Locale.ROOT,
                "  %s  Δ %+.2f → %+.2f  %s",
                shortened(tx.hash()),
                tx.deltaBefore(),
                tx.deltaAfter(),
                tx.what());
        return before + state(tx.state()) + clip(after, WIDTH - before.length() - STATE_WIDTH);
    }

    private List<String> said(Frame.Note note) {
        String indent = " ".repeat(11);
        List<String> rows = wrapped(note.brief(), WIDTH - indent.length());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add((i == 0 ? dim(" " + TIME.format(note.at())) + "  " : indent) + rows.get(i));
        }
        return lines;
    }

    /** Broken between words into so many lines at most; what does not fit is cut off. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width && lines.size() < LINES_PER_NOTE - 1) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        lines.add(clip(rest, width));
        return lines;
    }

    /** The net delta as a mark between the two ends of the band, which fill the middle half of the scale. */
    private String needle(Frame frame) {
        int width = 33;
        char[] scale = "─".repeat(width).toCharArray();
        int centre = width / 2;
        int edge = centre / 2;
        scale[centre] = '┼';
        scale[centre - edge] = '[';
        scale[centre + edge] = ']';
        double position = frame.band() > 0 ? (frame.delta() - frame.target()) / frame.band() : 0;
        int at = (int) Math.round(Math.clamp(centre + position * edge, 0, width - 1));
        boolean inside = Math.abs(position) <= 1;
        String left = new String(scale, 0, at);
        String right = new String(scale, at + 1, width - at - 1);
        return dim(left) + (inside ? green("●") : red("●")) + dim(right);
    }

    static String sparkline(List<Double> values, int width) {
        if (values.isEmpty()) {
            return "";
        }
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        StringBuilder line = new StringBuilder();
        int shown = Math.min(width, values.size());
        for (int i = 0; i < shown; i++) {
            double value = values.get((int) ((long) i * values.size() / shown));
            int level = high > low ? (int) Math.round((value - low) / (high - low) * (BLOCKS.length() - 1)) : 0;
            line.append(BLOCKS.charAt(level));
        }
        return line.toString();
    }

    private String bar(double progress, int width) {
        int full = (int) Math.round(Math.clamp(progress, 0, 1) * width);
        return dim("[") + "█".repeat(full) + dim("░".repeat(width - full) + "]");
    }

    private String change(double part) {
        String text = String.format(Locale.ROOT, "%s%6.2f %%", part < 0 ? "▼" : "▲", Math.abs(100 * part));
        return part < 0 ? red(text) : green(text);
    }

    private String state(String state) {
        String padded = String.format(Locale.ROOT, "%-" + STATE_WIDTH + "s", state);
        return switch (state) {
            case "confirmed" -> green(padded);
            case "reverted", "refused" -> red(padded);
            default -> yellow(padded);
        };
    }

    private static String money(double value) {
        return String.format(Locale.ROOT, "%,14.2f", value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+10.3f", value);
    }

    private static String percent(double part, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f %%", 100 * part);
    }

    private static String shortened(String hash) {
        return hash.length() > 10 ? hash.substring(0, 10) : hash;
    }

    /** Of text without colours: those take no room on the screen. */
    private static String clip(String line, int width) {
        return line.length() > width ? line.substring(0, width - 1) + "…" : line;
    }

    private String label(String text) {
        return dim(String.format(Locale.ROOT, " %-14s", text));
    }

    private String bold(String text) {
        return ansi("1", text);
    }

    private String dim(String text) {
        return ansi("2", text);
    }

    private String red(String text) {
        return ansi("31", text);
    }

    private String green(String text) {
        return ansi("32", text);
    }

    private String yellow(String text) {
        return ansi("33", text);
    }

    private String ansi(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
