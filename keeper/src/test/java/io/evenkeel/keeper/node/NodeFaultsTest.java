package io.evenkeel.keeper.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.submit.SendDecision;
import io.evenkeel.keeper.submit.SendEvent;
import io.evenkeel.keeper.submit.SendRules;
import io.evenkeel.keeper.submit.SendState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nodes say is in {@code node-messages.txt}, with the type it must become and what the keeper does then. */
class NodeFaultsTest {
    private static final SendRules RULES = SendRules.usual();
    private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DEADLINE = SENT.plusSeconds(600);

    static List<NodeMessage> messages() {
        return NodeMessage.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void everyTextOfARealNodeHasItsType(NodeMessage message) {
        NodeFault fault = message.classified();

        assertThat(fault.getClass().getSimpleName()).isEqualTo(message.type());
        assertThat(fault.text()).startsWith(message.text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void andTheKeeperThenDoesWhatTheTableSays(NodeMessage message) {
        assertThat(consequence(message)).isEqualTo(message.then());
    }

    private static String consequence(NodeMessage message) {
        NodeFault fault = message.classified();
        if (message.asked() != Asked.TO_SEND) {
            return fault.isAboutTheNode() ? "elsewhere" : "answer";
        }
        if (fault instanceof NodeFault.AlreadyKnown) {
            return "sent"; // Broadcaster takes it for accepted
        }
        SendState state =
                SendState.nothing().on(new SendEvent.Signed(SENT, false)).on(new SendEvent.Rejected(SENT, fault));
        Duration soon = RULES.resendAfter().dividedBy(2);
        return switch (state.decide(RULES, SENT.plus(soon), SENT.plus(soon), DEADLINE)) {
            case SendDecision.Bump more -> "raise";
            case SendDecision.Cancel end -> "cancel";
            case SendDecision.Resend again -> "soon";
            case SendDecision.Wait pause -> {
                SendDecision later =
                        state.decide(RULES, SENT.plus(RULES.resendAfter()), SENT.plus(RULES.resendAfter()), DEADLINE);
                yield later instanceof SendDecision.Resend ? "wait" : "nothing";
            }
            case SendDecision.GiveUp none -> "nothing";
        };
    }

    /** A row that stands twice, or a node with hardly any rows, is a mistake in the table. */
    @Test
    void theTableSpeaksForEveryNodePromisedAndRepeatsNothing() {
        Set<String> seen = new HashSet<>();
        for (NodeMessage message : NodeMessage.all()) {
            assertThat(seen.add(message.toString() + message.code() + message.data().length))
                    .as("stands twice: %s", message)
                    .isTrue();
        }
        for (String node : List.of("geth", "reth", "anvil", "hardhat", "nethermind", "erigon", "besu", "nitro")) {
            assertThat(NodeMessage.all().stream().filter(m -> m.node().equals(node)))
                    .as(node)
                    .hasSizeGreaterThan(10);
        }
    }

    @Test
    void aTooManyRequestsStatusIsTheLimitAndAnyOtherAnOutage() {
        assertThat(NodeFaults.ofHttpStatus(429)).isInstanceOf(NodeFault.RateLimited.class);
        for (int status : List.of(401, 403, 404, 408, 413, 500, 502, 503, 504, 520, 530)) {
            assertThat(NodeFaults.ofHttpStatus(status))
                    .isInstanceOfSatisfying(
                            NodeFault.Unavailable.class,
                            fault -> assertThat(fault.text()).contains("HTTP " + status));
        }
    }
}
