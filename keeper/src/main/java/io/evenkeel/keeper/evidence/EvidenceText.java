package io.evenkeel.keeper.evidence;

import io.evenkeel.evidence.EvidenceRow;
import io.evenkeel.evidence.Sampling;
import io.evenkeel.keeper.adapter.jackson.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows as words: for a terminal, for a page, for a program. */
public final class EvidenceText {
    private static final List<String> HEADINGS = List.of("row", "column", "published", "ours", "± 95 %", "");
    /** The first columns are words and start at the left, numbers end at the right. */
    private static final int WORDS = 2;

    private static final int DECIMALS = 4;
    /** Of a figure that nothing is random in. */
    private static final int EXACT_DECIMALS = 7;

    private EvidenceText() {}

    /** One line of JSON: the fields of the row, in their order. */
    public static String json(EvidenceRow row) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("table", row.table());
        values.put("row", row.row());
        values.put("column", row.column());
        values.put("published", row.published());
        values.put("ours", row.ours());
        values.put("ci95", row.ci95());
        values.put("pass", row.pass());
        return Documents.line(values);
    }

    /** Aligned columns, a heading first. */
    public static List<String> aligned(List<EvidenceRow> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEADINGS);
        String previous = "";
        for (EvidenceRow row : rows) {
            cells.add(cells(row, row.row().equals(previous) ? "" : row.row()));
            previous = row.row();
        }
        int[] widths = new int[HEADINGS.size()];
        for (List<String> line : cells) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        return cells.stream().map(line -> aligned(line, widths)).toList();
    }

    /** The same as a table of a Markdown page. */
    public static List<String> markdown(List<EvidenceRow> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("| row | column | published | ours | ± 95 % | |");
        lines.add("|---|---|--:|--:|--:|---|");
        for (EvidenceRow row : rows) {
            lines.add("| " + String.join(" | ", cells(row, row.row())) + " |");
        }
        return lines;
    }

    /** What chance there was in these rows. */
    public static String sampling(Sampling sampling, List<EvidenceRow> rows) {
        if (rows.stream().allMatch(row -> row.ci95() == 0)) {
            return "nothing random";
        }
        return String.format(Locale.ROOT, "seed %d, %,d paths", sampling.seed(), sampling.paths());
    }

    /** How many of them passed. */
    public static String tally(List<EvidenceRow> rows) {
        long passed = rows.stream().filter(EvidenceRow::pass).count();
        return passed == rows.size()
                ? "all " + rows.size() + " cells pass"
                : passed + " of " + rows.size() + " cells pass";
    }

    private static List<String> cells(EvidenceRow row, String name) {
        boolean exact = row.ci95() == 0;
        String format = "%,." + (exact ? EXACT_DECIMALS : DECIMALS) + "f";
        return List.of(
                name,
                row.column(),
                String.format(Locale.ROOT, format, row.published()),
                String.format(Locale.ROOT, format, row.ours()),
                exact ? "exact" : String.format(Locale.ROOT, format, row.ci95()),
                row.pass() ? "ok" : "FAIL");
    }

    private static String aligned(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = line.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            text.append(column < WORDS || column == widths.length - 1 ? cell + padding : padding + cell);
            text.append("  ");
        }
        return text.toString().stripTrailing();
    }
}
