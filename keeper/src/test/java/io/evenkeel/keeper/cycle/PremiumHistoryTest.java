package io.evenkeel.keeper.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.TokenAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a keeper paid for options is known to the one that is started after it. */
class PremiumHistoryTest {
    private static final Instant NOW = Instant.parse("2021-05-19T12:00:00Z");

    private final MemoryJournal journal = new MemoryJournal();
    private final List<String> told = new ArrayList<>();
    private int intents;

    @Test
    void a_new_keeper_is_told_what_was_bought_in_the_last_24_hours_oldest_first() {
        decided(Given.VAULT, "700", Duration.ofHours(25));
        decided(Given.VAULT, "300", Duration.ofHours(23));
        decided(Given.VAULT, "100", Duration.ofHours(1));

        recall();

        assertThat(told).containsExactly("2021-05-18T13:00:00Z 300", "2021-05-19T11:00:00Z 100");
    }

    @Test
    void what_came_to_nothing_and_what_another_account_bought_cost_nothing() {
        IntentId failed = decided(Given.VAULT, "700", Duration.ofHours(3));
        journal.resolved(failed, IntentState.ABANDONED, "stale", NOW);
        decided(new AccountId(Given.CHAIN, Given.address(0x99)), "500", Duration.ofHours(2));
        IntentId done = decided(Given.VAULT, "40", Duration.ofHours(1));
        journal.resolved(done, IntentState.CONFIRMED, "", NOW);

        recall();

        assertThat(told).containsExactly("2021-05-19T11:00:00Z 40");
    }

    @Test
    void more_intents_than_a_page_holds_are_all_looked_at() {
        for (int i = 600; i > 0; i--) {
            decided(Given.VAULT, String.valueOf(i), Duration.ofMinutes(2L * i));
        }

        recall();

        assertThat(told).hasSize(600).first().isEqualTo("2021-05-18T16:00:00Z 600");
    }

    private void recall() {
        PremiumHistory.recall(journal, new Premiums(), NOW, new Listening());
    }

    private IntentId decided(AccountId account, String premium, Duration ago) {
        IntentId id = new IntentId("0x%064x".formatted(++intents));
        Address to = account.address();
        byte[] call = premium.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        journal.decided(new IntentRecord(
                id, account, Given.address(1), to, call, intents, NOW, false, "because", NOW.minus(ago)));
        return id;
    }

    /** An account whose calls say in plain words what they pay. */
    private static final class Premiums implements HedgeAccount {
        @Override
        public AccountId id() {
            return Given.VAULT;
        }

        @Override
        public PreparedExecution prepare(HedgePlan plan, MarketSnapshot snapshot) {
            throw new AssertionError("nothing is prepared here");
        }

        @Override
        public List<TokenAmount> premiumsAtMost(byte[] callData) {
            return List.of(Given.usdc(new String(callData, java.nio.charset.StandardCharsets.US_ASCII)));
        }

        @Override
        public String explainRevert(byte[] revertData) {
            throw new AssertionError("nothing reverts here");
        }
    }

    private final class Listening implements Planner {
        @Override
        public Decision plan(MarketSnapshot snapshot, Standing standing, List<String> reduceOnly) {
            throw new AssertionError("nothing is planned here");
        }

        @Override
        public void paidForOptions(Instant at, TokenAmount premium) {
            told.add(at + " " + premium.whole().stripTrailingZeros().toPlainString());
        }
    }
}
