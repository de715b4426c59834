package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.ChainId;
import io.evenkeel.keeper.node.BlockHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of one endpoint, and the judge of it. Pure: told what happened with the time it happened at, it gives
 * a new one; asked at a time, it says what it thinks.
 *
 * <p>A lie puts an endpoint aside for a while that doubles with each further lie, up to a limit. After it the endpoint
 * is on probation: it must be right several times in a row before its word counts. So one that has mended always comes
 * back, and one that has not never stays.
 */
public final class EndpointHealth {
    /** @param seenAt when it was told, by the keeper's clock */
    private record Head(BlockHeader header, Instant seenAt) {}

    private record Silence(String why, Instant since) {}

    /**
     * @param offences lies that count together
     * @param truths right answers since the time aside was over
     * @param clearedAt when its word began to count again
     */
    private record Suspicion(
            String why, Instant since, Instant until, int offences, int truths, Optional<Instant> clearedAt) {}

    private final HealthRules rules;
    private final RecentCalls calls;
    private final HeadMemory memory;
    private final Optional<Head> head;
    private final long lagBlocks;
    private final Optional<Silence> silence;
    private final Optional<Suspicion> suspicion;
    private final Optional<ChainId> otherChain;
    private final Optional<Instant> chainAskedAt;
    private final OptionalLong doubted;

    private EndpointHealth(Draft draft) {
        this.rules = draft.rules;
        this.calls = draft.calls;
        this.memory = draft.memory;
        this.head = draft.head;
        this.lagBlocks = draft.lagBlocks;
        this.silence = draft.silence;
        this.suspicion = draft.suspicion;
        this.otherChain = draft.otherChain;
        this.chainAskedAt = draft.chainAskedAt;
        this.doubted = draft.doubted;
    }

    /** Nothing is known of it, so nothing against it. */
    public static EndpointHealth unknown(HealthRules rules) {
        return new EndpointHealth(new Draft(rules));
    }

    // ---- what happened

    /** Any answer, also a refusal: the node is there. */
    public EndpointHealth answered(Duration took) {
        Draft next = new Draft(this);
        next.calls = calls.answered(took, rules.callsWatched());
        next.silence = Optional.empty();
        return next.done();
    }

    public EndpointHealth failed(String why, Instant now) {
        Draft next = new Draft(this);
        next.calls = calls.failed(rules.callsWatched());
        next.silence = Optional.of(new Silence(why, silence.map(Silence::since).orElse(now)));
        return next.done();
    }

    /** It says this is the newest block. Being consistent with what it said before is one truth. */
    public EndpointHealth toldHead(BlockHeader said, Instant now) {
        HeadMemory.Told told = memory.newest(said, rules);
        Draft next = new Draft(this);
        next.memory = told.memory();
        next.head = Optional.of(new Head(said, now));
        next.doubted = told.doubted();
        return told.contradiction()
                .map(lie -> next.done().caught(lie, now))
                .orElseGet(() -> next.done().wasRight(now));
    }

    /** It says this is the block at that height. */
    public EndpointHealth toldBlock(BlockHeader said, Instant now) {
        HeadMemory.Told told = memory.canonical(said, rules);
        Draft next = new Draft(this);
        next.memory = told.memory();
        return told.contradiction().map(lie -> next.done().caught(lie, now)).orElseGet(next::done);
    }

    /** @param newest the newest head among the endpoints that are believed */
    public EndpointHealth comparedWith(long newest) {
        Draft next = new Draft(this);
        next.lagBlocks =
                head.map(mine -> Math.max(0, newest - mine.header().number())).orElse(0L);
        return next.done();
    }

    public EndpointHealth toldChain(ChainId said, ChainId configured, Instant now) {
        Draft next = new Draft(this);
        next.chainAskedAt = Optional.of(now);
        if (!said.equals(configured)) {
            next.otherChain = Optional.of(said);
            next.memory = HeadMemory.EMPTY;
            next.head = Optional.empty();
            return next.done();
        }
        next.otherChain = Optional.empty();
        // Back from another chain: what changed once without notice has to show that it stays.
        return otherChain.isPresent() ? next.done().caught("it was on chain " + otherChain.get(), now) : next.done();
    }

    /** It said what cannot be true. */
    public EndpointHealth caught(String lie, Instant now) {
        int offences = suspicion
                .filter(earlier -> !forgiven(earlier, now))
                .map(earlier -> isAside(earlier, now) ? earlier.offences() : earlier.offences() + 1)
                .orElse(1);
        Draft next = new Draft(this);
        next.suspicion =
                Optional.of(new Suspicion(lie, now, now.plus(rules.asideFor(offences)), offences, 0, Optional.empty()));
        return next.done();
    }

    /** Its answer was the one that was agreed on, or fits what it said before. */
    public EndpointHealth wasRight(Instant now) {
        if (suspicion.isEmpty() || suspicion.get().clearedAt().isPresent() || isAside(suspicion.get(), now)) {
            return this;
        }
        Suspicion was = suspicion.get();
        int truths = was.truths() + 1;
        Draft next = new Draft(this);
        next.suspicion = Optional.of(new Suspicion(
                was.why(),
                was.since(),
                was.until(),
                was.offences(),
                truths,
                truths >= rules.truthsToReturn() ? Optional.of(now) : Optional.empty()));
        return next.done();
    }

    // ---- what is thought of it

    public EndpointStanding standing(ChainId configured, Instant now) {
        if (otherChain.isPresent()) {
            return new EndpointStanding.AnotherChain(otherChain.get(), configured);
        }
        Optional<Suspicion> suspected =
                suspicion.filter(each -> each.clearedAt().isEmpty());
        if (suspected.isPresent()) {
            Suspicion each = suspected.get();
            return isAside(each, now)
                    ? new EndpointStanding.PutAside(each.why(), each.since(), each.until())
                    : new EndpointStanding.OnProbation(each.why(), rules.truthsToReturn() - each.truths());
        }
        if (silence.isPresent()) {
            return new EndpointStanding.Silent(
                    silence.get().why(), silence.get().since());
        }
        if (lagBlocks > rules.toleratedLagBlocks()) {
            return new EndpointStanding.Behind(lagBlocks);
        }
        return rules.maxHeadAge()
                .filter(most -> headAge().filter(age -> age.compareTo(most) > 0).isPresent())
                .<EndpointStanding>map(
                        most -> new EndpointStanding.OldHead(headAge().orElse(Duration.ZERO), most))
                .orElseGet(EndpointStanding.Well::new);
    }

    /** A clock that was turned back must not make the time aside longer than any: then it is over. */
    private static boolean isAside(Suspicion each, Instant now) {
        return !now.isBefore(each.since()) && now.isBefore(each.until());
    }

    private boolean forgiven(Suspicion each, Instant now) {
        return each.clearedAt()
                .filter(cleared -> Duration.between(cleared, now).compareTo(rules.longestAside()) >= 0)
                .isPresent();
    }

    // ---- what is known of it

    public RecentCalls calls() {
        return calls;
    }

    public OptionalLong headNumber() {
        return head.map(each -> OptionalLong.of(each.header().number())).orElseGet(OptionalLong::empty);
    }

    /** How old its newest block was when it was told. Negative where the chain's clock is ahead of ours. */
    public Optional<Duration> headAge() {
        return head.map(each -> Duration.between(each.header().timestamp(), each.seenAt()));
    }

    /** Behind the newest head that is believed, in blocks; 0 or more. */
    public long lagBlocks() {
        return lagBlocks;
    }

    /** The height at which its newest head makes one ask whether a reorganisation went too deep. */
    OptionalLong doubted() {
        return doubted;
    }

    HeadMemory memory() {
        return memory;
    }

    /** Whether it is time to ask again which chain it is on. */
    public boolean chainIsDue(Instant now) {
        return otherChain.isPresent()
                || chainAskedAt
                        .filter(asked -> !now.isBefore(asked)
                                && Duration.between(asked, now).compareTo(rules.chainIdEvery()) < 0)
                        .isEmpty();
    }

    /** The next one in the making: one field of many changes at a time. */
    private static final class Draft {
        private final HealthRules rules;
        private RecentCalls calls = RecentCalls.NONE;
        private HeadMemory memory = HeadMemory.EMPTY;
        private Optional<Head> head = Optional.empty();
        private long lagBlocks;
        private Optional<Silence> silence = Optional.empty();
        private Optional<Suspicion> suspicion = Optional.empty();
        private Optional<ChainId> otherChain = Optional.empty();
        private Optional<Instant> chainAskedAt = Optional.empty();
        private OptionalLong doubted = OptionalLong.empty();

        Draft(HealthRules rules) {
            this.rules = rules;
        }

        Draft(EndpointHealth from) {
            this.rules = from.rules;
            this.calls = from.calls;
            this.memory = from.memory;
            this.head = from.head;
            this.lagBlocks = from.lagBlocks;
            this.silence = from.silence;
            this.suspicion = from.suspicion;
            this.otherChain = from.otherChain;
            this.chainAskedAt = from.chainAskedAt;
            this.doubted = from.doubted;
        }

        EndpointHealth done() {
            return new EndpointHealth(this);
        }
    }
}
