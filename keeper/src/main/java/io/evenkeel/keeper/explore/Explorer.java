package io.evenkeel.keeper.explore;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets keepers live through many schedules, on several cores, and shrinks the first that breaks something. What it
 * finds depends on the seeds alone, not on the cores.
 */
public final class Explorer {
    /** So many broken schedules are enough to look at; the rest of the run is saved. */
    public static final int MOST_BROKEN = 50;

    private static final int CHUNK = 64;

    private final Setting setting;

    /**
     * What is explored and what is looked at.
     *
     * @param watched leaving one out shows what comes of breaking it
     */
    record Setting(SendingKeeper.Maker keepers, SendingKeeper.DiskMaker disks, Set<Invariant> watched) {
        /** The keeper as it is, everything watched. */
        static Setting usual() {
            return new Setting(
                    (node, chain, journal) -> new ExploredKeeper(node, chain, journal, new FakeSigner(), Life.DEPTH),
                    FakeDisk::new,
                    EnumSet.allOf(Invariant.class));
        }

        Setting with(SendingKeeper.Maker others) {
            return new Setting(others, disks, watched);
        }

        Setting on(SendingKeeper.DiskMaker others) {
            return new Setting(keepers, others, watched);
        }

        Setting watchingOnly(Invariant invariant) {
            return new Setting(keepers, disks, EnumSet.of(invariant));
        }
    }

    /** Of the keeper as it is. */
    public Explorer() {
        this(Setting.usual());
    }

    Explorer(Setting setting) {
        this.setting = setting;
    }

    /** Told now and then how far it is, from any of the threads. */
    public interface Progress {
        void done(long schedules, int broken);
    }

    /**
     * What came of it.
     *
     * @param brokenSeeds in order, at most {@link #MOST_BROKEN} or a few more
     * @param worst the first of them, shrunken
     */
    public record Findings(Tally tally, List<Long> brokenSeeds, Optional<Shrunken> worst) {}

    /**
     * @param steps that are left of the schedule
     * @param story what happens in them
     */
    public record Shrunken(long seed, Broken broken, int steps, List<String> story) {}

    /**
     * @param seed of the first schedule; the others follow on
     * @param threads 1 and up
     */
    public Findings explore(long seed, long schedules, int threads, Progress progress) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        AtomicInteger broken = new AtomicInteger();
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(seed, schedules, next, broken, progress));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<Worker> each : pool.invokeAll(workers)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the explorer itself failed", e.getCause());
        }
        Tally tally = new Tally();
        workers.forEach(each -> tally.add(each.tally));
        List<Long> seeds = workers.stream()
                .flatMap(each -> each.brokenSeeds.stream())
                .sorted()
                .toList();
        return new Findings(tally, seeds, seeds.stream().findFirst().flatMap(this::shrunken));
    }

    /** One schedule in words, to the end or to what broke. */
    public List<String> story(long seed) {
        return story(ScheduleMaker.of(seed));
    }

    private List<String> story(Schedule schedule) {
        Story story = Story.told();
        new Life(schedule, setting, new Tally(), story).live();
        return story.lines();
    }

    Optional<Broken> live(Schedule schedule, Tally tally) {
        return new Life(schedule, setting, tally, Story.untold()).live();
    }

    Optional<Shrunken> shrunken(long seed) {
        Schedule schedule = ScheduleMaker.of(seed);
        return live(schedule, new Tally()).map(broken -> {
            Schedule smallest = new Shrinker(candidate -> live(candidate, new Tally())
                            .filter(each -> each.invariant() == broken.invariant())
                            .isPresent())
                    .shrink(schedule);
            Broken inIt = live(smallest, new Tally()).orElse(broken);
            return new Shrunken(seed, inIt, smallest.steps().size(), story(smallest));
        });
    }

    private final class Worker implements Callable<Worker> {
        private final long seed;
        private final long schedules;
        private final AtomicLong next;
        private final AtomicInteger broken;
        private final Progress progress;
        private final Tally tally = new Tally();
        private final List<Long> brokenSeeds = new ArrayList<>();

        Worker(long seed, long schedules, AtomicLong next, AtomicInteger broken, Progress progress) {
            this.seed = seed;
            this.schedules = schedules;
            this.next = next;
            this.broken = broken;
            this.progress = progress;
        }

        @Override
        public Worker call() {
            long from = next.getAndAdd(CHUNK);
            while (from < schedules && broken.get() < MOST_BROKEN) {
                long to = Math.min(schedules, from + CHUNK);
                for (long i = from; i < to; i++) {
                    if (live(ScheduleMaker.of(seed + i), tally).isPresent()) {
                        brokenSeeds.add(seed + i);
                        broken.incrementAndGet();
                    }
                }
                progress.done(to, broken.get());
                from = next.getAndAdd(CHUNK);
            }
            return this;
        }
    }
}
