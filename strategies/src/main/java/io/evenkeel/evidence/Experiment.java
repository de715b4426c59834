package io.evenkeel.evidence;

import java.util.List;
import java.util.function.Supplier;

/**
 * One published table, and how to get it again. An experiment computes and does nothing else: data that it needs from
 * outside is given to its constructor.
 */
public interface Experiment {
    /** Short name for the command line and the rows, such as {@code clock-and-band}. */
    String table();

    /** What is done, where the published figures are from and what counts as reproduced, in a sentence or two. */
    String description();

    /** What the published table was made with, or what its cells need to be decided. */
    Sampling sampling();

    /**
     * The experiment in parts that do not depend on each other, in the order their rows are to be shown. Each part is
     * a fraction of the work and may run on another core; making the list costs nothing.
     */
    List<Part> parts(Sampling sampling);

    default List<EvidenceRow> run(Sampling sampling) {
        return parts(sampling).stream().flatMap(part -> part.run().stream()).toList();
    }

    /** Some of an experiment's rows. */
    interface Part {
        /** What is being computed, for whoever waits. */
        String name();

        List<EvidenceRow> run();

        static Part of(String name, Supplier<List<EvidenceRow>> rows) {
            return new Part() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public List<EvidenceRow> run() {
                    return rows.get();
                }
            };
        }
    }
}
