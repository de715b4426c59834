package io.evenkeel.keeper.evidence;

import io.evenkeel.evidence.Experiment;
import io.evenkeel.evidence.Experiments;
import io.evenkeel.evidence.lp.LiquidityHedging;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which experiments there are. Those over real histories are there when the histories are. */
public final class Catalogue {
    private Catalogue() {}

    /**
     * @param data folder of real histories
     */
    public static List<Experiment> experiments(Optional<Path> data) {
        List<Experiment> experiments = new ArrayList<>(Experiments.simulated());
        experiments.add(new LiquidityHedging());
        data.ifPresent(folder -> experiments.addAll(overHistories(folder)));
        return List.copyOf(experiments);
    }

    /** Reads what the experiments over real prices need; each leaves out what its files are missing for. */
    private static List<Experiment> overHistories(Path folder) {
        List<Experiment> experiments = new ArrayList<>();
        PoolMinutes.experiment(folder).ifPresent(experiments::add);
        CrashHistories.experiment(folder).ifPresent(experiments::add);
        return experiments;
    }
}
