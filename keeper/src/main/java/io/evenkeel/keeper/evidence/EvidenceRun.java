package io.evenkeel.keeper.evidence;

import io.evenkeel.evidence.EvidenceRow;
import io.evenkeel.evidence.Experiment;
import io.evenkeel.evidence.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the parts of experiments on several cores. What comes out depends on neither their number nor their order, since
 * every part makes its own random numbers from its seed.
 */
public final class EvidenceRun {
    /** One experiment and how it is sampled. */
    public record Planned(Experiment experiment, Sampling sampling) {}

    /** Told from the threads that compute, one at a time. */
    public interface Progress {
        void partDone(Planned planned, String part, int done, int all);
    }

    /** Told in the order of the experiments, each as soon as it and all before it are done. */
    public interface Results {
        void tableDone(Planned planned, List<EvidenceRow> rows);
    }

    private final int cores;
    private final Progress progress;
    private final Object progressLock = new Object();
    private int partsDone;

    public EvidenceRun(int cores, Progress progress) {
        this.cores = cores;
        this.progress = progress;
    }

    /** @return whether every cell passed */
    public boolean run(List<Planned> experiments, Results results) throws InterruptedException {
        List<List<Experiment.Part>> parts = experiments.stream()
                .map(planned -> planned.experiment().parts(planned.sampling()))
                .toList();
        int all = parts.stream().mapToInt(List::size).sum();
        try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
            List<List<Future<List<EvidenceRow>>>> running = new ArrayList<>();
            for (int i = 0; i < experiments.size(); i++) {
                Planned planned = experiments.get(i);
                running.add(parts.get(i).stream()
                        .map(part -> pool.submit(() -> run(planned, part, all)))
                        .toList());
            }
            boolean passed = true;
            for (int i = 0; i < experiments.size(); i++) {
                List<EvidenceRow> rows = new ArrayList<>();
                for (Future<List<EvidenceRow>> each : running.get(i)) {
                    rows.addAll(rowsOf(each));
                }
                passed &= rows.stream().allMatch(EvidenceRow::pass);
                results.tableDone(experiments.get(i), rows);
            }
            return passed;
        }
    }

    private List<EvidenceRow> run(Planned planned, Experiment.Part part, int all) {
        List<EvidenceRow> rows = part.run();
        synchronized (progressLock) {
            partsDone++;
            progress.partDone(planned, part.name(), partsDone, all);
        }
        return rows;
    }

    private static List<EvidenceRow> rowsOf(Future<List<EvidenceRow>> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("an experiment failed", bug.getCause());
        }
    }
}
