package io.evenkeel.keeper.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.ChainId;
import io.evenkeel.keeper.node.BlockHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of the judge whatever has happened. */
class EndpointHealthTest {
    private static final ChainId CHAIN = new ChainId(31337);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final HealthRules RULES = HealthRules.usual(2);

    /** Something that happens to an endpoint, and how many seconds after the one before; time may be turned back. */
    record Happening(Kind kind, int number, int secondsLater) {}

    enum Kind {
        ANSWERED,
        FAILED,
        HEAD,
        OTHER_BRANCH,
        BLOCK,
        WRONG_CHAIN,
        RIGHT_CHAIN,
        CAUGHT,
        RIGHT,
        COMPARED
    }

    @Property(tries = 500)
    void whateverHappenedAnEndpointThatTellsTheTruthComesBack(@ForAll("histories") List<Happening> history) {
        Past past = Past.of(history);
        EndpointHealth health = past.health;
        Instant now = past.latest.plus(RULES.longestAside()).plusSeconds(1);

        health = health.toldChain(CHAIN, CHAIN, now);
        now = now.plus(RULES.longestAside()).plusSeconds(1);
        for (int i = 0; i <= RULES.truthsToReturn(); i++) {
            // Higher than anything before, so that it contradicts nothing.
            health = health.answered(Duration.ofMillis(5)).toldHead(block(2_000 + i, 0), now);
            now = now.plusSeconds(12);
        }
        health = health.comparedWith(2_000 + RULES.truthsToReturn());

        assertThat(health.standing(CHAIN, now)).isEqualTo(new EndpointStanding.Well());
    }

    @Property(tries = 500)
    void nobodyIsPutAsideForLongerThanTheLongest(@ForAll("histories") List<Happening> history) {
        Past past = Past.of(history);

        if (past.health.standing(CHAIN, past.now) instanceof EndpointStanding.PutAside aside) {
            assertThat(Duration.between(past.now, aside.until()))
                    .isPositive()
                    .isLessThanOrEqualTo(RULES.longestAside());
            assertThat(aside.why()).isNotBlank();
        }
    }

    @Property(tries = 500)
    void whoWasJustCaughtIsNotWell(@ForAll("histories") List<Happening> history) {
        Past past = Past.of(history);

        assertThat(past.health.caught("a lie", past.now).standing(CHAIN, past.now))
                .isNotInstanceOf(EndpointStanding.Well.class);
    }

    @Property(tries = 300)
    void anHonestEndpointStaysWell(
            @ForAll("rises") List<Integer> rises, @ForAll @IntRange(min = 1, max = 2) int reorganisedBlocks) {
        EndpointHealth health = EndpointHealth.unknown(RULES);
        Instant now = START;
        long number = 100;
        int branch = 0;
        for (int rise : rises) {
            if (rise == 0) {
                branch++; // the newest blocks are replaced, no deeper than the confirmations
                number++;
                health = health.toldHead(branched(number, branch, number - reorganisedBlocks), now);
            } else {
                number += rise;
                health = health.toldHead(block(number, branch), now);
            }
            health = health.answered(Duration.ofMillis(3)).comparedWith(number);
            assertThat(health.standing(CHAIN, now)).isEqualTo(new EndpointStanding.Well());
            now = now.plusSeconds(12);
        }
    }

    @Property(tries = 300)
    void theErrorRateIsAPartOfTheNewestCalls(@ForAll("histories") List<Happening> history) {
        RecentCalls calls = Past.of(history).health.calls();

        assertThat(calls.count()).isBetween(0, RULES.callsWatched());
        assertThat(calls.failed()).isBetween(0, calls.count());
        assertThat(calls.errorPercent()).isBetween(0, 100);
        assertThat(calls.latency()).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Property(tries = 300)
    void itRemembersNoMoreThanItMay(@ForAll("histories") List<Happening> history) {
        assertThat(Past.of(history).health.memory().blocks()).hasSizeLessThanOrEqualTo(HeadMemory.MOST);
    }

    @Provide
    Arbitrary<List<Happening>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(-3_700, 700))
                .as(Happening::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Integer>> rises() {
        return Arbitraries.integers().between(0, 30).list().ofMinSize(1).ofMaxSize(80);
    }

    /** @param latest the latest the clock has ever shown */
    private record Past(EndpointHealth health, Instant now, Instant latest) {
        static Past of(List<Happening> history) {
            EndpointHealth health = EndpointHealth.unknown(RULES);
            Instant now = START;
            Instant latest = START;
            for (Happening each : history) {
                now = now.plusSeconds(each.secondsLater());
                latest = now.isAfter(latest) ? now : latest;
                health = next(health, each, now);
            }
            return new Past(health, now, latest);
        }

        private static EndpointHealth next(EndpointHealth health, Happening each, Instant now) {
            return switch (each.kind()) {
                case ANSWERED -> health.answered(Duration.ofMillis(each.number()));
                case FAILED -> health.failed("no route", now);
                case HEAD -> health.toldHead(block(each.number(), 0), now);
                case OTHER_BRANCH -> health.toldHead(block(each.number(), 1 + each.number() % 3), now);
                case BLOCK -> health.toldBlock(block(each.number(), each.number() % 2), now);
                case WRONG_CHAIN -> health.toldChain(new ChainId(1), CHAIN, now);
                case RIGHT_CHAIN -> health.toldChain(CHAIN, CHAIN, now);
                case CAUGHT -> health.caught("lie " + each.number(), now);
                case RIGHT -> health.wasRight(now);
                case COMPARED -> health.comparedWith(each.number());
            };
        }
    }

    /** Block of that height on that branch, on its own parent. */
    private static BlockHeader block(long number, int branch) {
        return new BlockHeader(number, hash(number, branch), hash(number - 1, branch), START.plusSeconds(12 * number));
    }

    /** The first that was told of a branch that left the one before at this height. */
    private static BlockHeader branched(long number, int branch, long leftAt) {
        return new BlockHeader(
                number,
                hash(number, branch),
                hash(number - 1, number - 1 > leftAt ? branch : branch - 1),
                START.plusSeconds(12 * number));
    }

    private static io.evenkeel.chain.BlockHash hash(long number, int branch) {
        return new io.evenkeel.chain.BlockHash(String.format("0x%032x%032x", branch, number));
    }
}
