package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.ChainId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is thought of an endpoint. Only the word of one that is {@link Well} counts where money depends on it. */
public sealed interface EndpointStanding {
    /** As an operator reads it after the endpoint's name. */
    String words();

    /** Nothing is known against it. */
    record Well() implements EndpointStanding {
        @Override
        public String words() {
            return "is well";
        }
    }

    /** Its head is further from the newest than is tolerated. */
    record Behind(long blocks) implements EndpointStanding {
        @Override
        public String words() {
            return "is " + blocks + " blocks behind";
        }
    }

    /** Its newest block is old, by the keeper's clock. */
    record OldHead(Duration age, Duration most) implements EndpointStanding {
        @Override
        public String words() {
            return "serves an old head: its newest block is " + seconds(age) + " old, at most " + seconds(most)
                    + " is taken (or this machine's clock is wrong)";
        }
    }

    /** The last thing it was asked got no answer. */
    record Silent(String why, Instant since) implements EndpointStanding {
        @Override
        public String words() {
            return "does not answer: " + why;
        }
    }

    /** Never used, whatever it answers. */
    record AnotherChain(ChainId chain, ChainId configured) implements EndpointStanding {
        @Override
        public String words() {
            return "is on chain " + chain + ", not " + configured;
        }
    }

    /** It said what cannot be true. Asked only to see whether it has mended. */
    record PutAside(String why, Instant since, Instant until) implements EndpointStanding {
        @Override
        public String words() {
            return "is put aside until " + until.truncatedTo(ChronoUnit.SECONDS) + ": " + why;
        }
    }

    /** The time aside is over; its answers are compared and do not count yet. */
    record OnProbation(String why, int truthsMissing) implements EndpointStanding {
        @Override
        public String words() {
            return "was put aside and has to answer right " + truthsMissing + " more time(s): " + why;
        }
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + "s";
    }
}
