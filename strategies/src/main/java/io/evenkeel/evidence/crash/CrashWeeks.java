package io.evenkeel.evidence.crash;

import io.evenkeel.evidence.Criterion;
import io.evenkeel.evidence.Estimate;
import io.evenkeel.evidence.EvidenceRow;
import io.evenkeel.evidence.Experiment;
import io.evenkeel.evidence.Sampling;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.peers.LyraFutures;
import io.evenkeel.hedge.peers.RageTrade;
import java.util.ArrayList;
import java.util.List;

/**
 * Rage Trade's and Lyra's rules with the parameters they published, and ours, on the same venues at the same costs.
 * The one parameter of ours is set on the weeks before those that are judged: of all that cost at most four fifths of
 * what the peer's costs there, the one with the lowest root mean square. Ratios are geometric means.
 */
public final class CrashWeeks implements Experiment {
    private static final double BLOCK_SECONDS = 6 * 3600.0;
    /** What chance may add to the cost of the weeks that are judged. */
    private static final double COST_BEFORE = 0.8;

    /** Above any logarithm of a ratio. */
    private static final double DISQUALIFIED = 1_000;
    /** Less than this, in bp of NAV, is no difference. */
    private static final double MATERIAL_BP = 0.001;

    private static final Criterion NO_MORE = new Criterion.AtMost();

    private enum Peer {
        RAGE_TRADE("Rage Trade", RageTrade.published()),
        LYRA("Lyra", LyraFutures.published());

        private final String words;
        private final HedgeRule rule;

        Peer(String words, HedgeRule rule) {
            this.words = words;
            this.rule = rule;
        }
    }

    private final List<CrashWeek> weeks;

    public CrashWeeks(List<CrashWeek> weeks) {
        this.weeks = List.copyOf(weeks);
        if (weeks.isEmpty()) {
            throw new IllegalArgumentException("want a week at least");
        }
    }

    @Override
    public String table() {
        return "crash-weeks";
    }

    @Override
    public String description() {
        return "Ours against the rules of Rage Trade (3 h, 5 %, health factor 1.2) and Lyra (24 h, 100 base) in weeks of"
                + " crashes, same venues and costs, ours set on the weeks before. Root mean square over the bars of the"
                + " hedge's profit and loss, and cost; bp of NAV. Published is theirs, the interval that of the"
                + " difference, and ours must be at most theirs.";
    }

    @Override
    public Sampling sampling() {
        return new Sampling(1, 2_000);
    }

    @Override
    public List<Part> parts(Sampling sampling) {
        List<Part> parts = new ArrayList<>();
        for (CrashBook book : CrashBook.values()) {
            parts.add(Part.of(book.words(), () -> rows(book, sampling)));
        }
        return parts;
    }

    private List<EvidenceRow> rows(CrashBook book, Sampling sampling) {
        List<List<WeekOutcome.Both>> ours = Candidate.all().stream()
                .map(candidate -> outcomes(book, candidate))
                .toList();
        List<EvidenceRow> rows = new ArrayList<>();
        for (Peer peer : Peer.values()) {
            List<WeekOutcome.Both> theirs = outcomes(book, nav -> peer.rule);
            int chosen = chosen(ours, theirs);
            for (int w = 0; w < weeks.size(); w++) {
                String row = book.words() + ", " + weeks.get(w).name() + ", " + peer.words;
                rows.addAll(compared(
                        row,
                        weeks.get(w),
                        ours.get(chosen).get(w).judged(),
                        theirs.get(w).judged(),
                        sampling));
            }
        }
        return rows;
    }

    private List<WeekOutcome.Both> outcomes(CrashBook book, Candidate candidate) {
        return weeks.stream()
                .map(week -> WeekOutcome.of(week, book, candidate.rule(nav(week))))
                .toList();
    }

    /** By the weeks before alone: the lowest error among those cheap enough; the cheapest where none is. */
    static int chosen(List<List<WeekOutcome.Both>> ours, List<WeekOutcome.Both> theirs) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < ours.size(); i++) {
            double logRms = 0;
            double logCost = 0;
            for (int w = 0; w < theirs.size(); w++) {
                WeekOutcome mine = ours.get(i).get(w).runUp();
                WeekOutcome their = theirs.get(w).runUp();
                logRms += Math.log(ratio(mine.rms(), their.rms())) / theirs.size();
                logCost += Math.log(ratio(mine.cost(), their.cost())) / theirs.size();
            }
            double score = logCost <= Math.log(COST_BEFORE) ? logRms : DISQUALIFIED + logCost;
            if (score < least) {
                least = score;
                best = i;
            }
        }
        return best;
    }

    /** Of two figures that may both be nothing. */
    private static double ratio(double mine, double theirs) {
        double nothing = 1e-9;
        return (mine + nothing) / (theirs + nothing);
    }

    private List<EvidenceRow> compared(
            String row, CrashWeek week, WeekOutcome mine, WeekOutcome theirs, Sampling sampling) {
        StationaryBootstrap bootstrap = new StationaryBootstrap(
                sampling.seed(), sampling.paths(), BLOCK_SECONDS / week.input().barSeconds());
        double bp = 1e-4 * nav(week);
        Estimate rms = bootstrap.estimate(mine.bars(), places -> (mine.rms(places) - theirs.rms(places)) / bp);
        Estimate cost = bootstrap.estimate(mine.bars(), places -> (mine.cost(places) - theirs.cost(places)) / bp);
        return List.of(
                beside(row, "RMS of a bar, bp", theirs.rms() / bp, rms),
                beside(row, "cost of the week, bp", theirs.cost() / bp, cost));
    }

    /** Theirs, ours, and the interval of the difference. */
    private EvidenceRow beside(String row, String column, double theirs, Estimate difference) {
        Estimate ours = new Estimate(material(theirs + difference.value()), difference.ci95());
        return EvidenceRow.compare(table(), row, column, material(theirs), ours, NO_MORE);
    }

    private static double material(double bp) {
        return Math.rint(bp / MATERIAL_BP) * MATERIAL_BP;
    }

    private static double nav(CrashWeek week) {
        return 2 * CrashBook.SIZE_BASE * week.input().spot()[0];
    }
}
