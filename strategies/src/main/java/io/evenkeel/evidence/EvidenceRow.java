package io.evenkeel.evidence;

/**
 * One cell of a table: a published figure beside ours.
 *
 * @param table name of the experiment, as it is asked for on the command line
 * @param row what was done: usually a rule, a cost, or both
 * @param column what was measured, with its unit where it is not money
 * @param published the figure to reproduce, or the bound to meet
 * @param ours the same figure from this code
 * @param ci95 half-width of the 95 % confidence interval of {@code ours}; 0 where nothing is random. The published
 *     figure has an error of its own, which is not in here
 * @param pass whether {@code ours} meets the {@link Criterion} of the cell
 */
public record EvidenceRow(
        String table, String row, String column, double published, double ours, double ci95, boolean pass) {
    public EvidenceRow {
        if (!(ci95 >= 0)) {
            throw new IllegalArgumentException("confidence half-width must be at least 0, was " + ci95);
        }
    }

    public static EvidenceRow compare(
            String table, String row, String column, double published, Estimate ours, Criterion criterion) {
        return new EvidenceRow(
                table, row, column, published, ours.value(), ours.ci95(), criterion.accepts(published, ours.value()));
    }
}
