package io.evenkeel.keeper.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Nonce;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NonceChoiceTest {
    @Test
    void whereJournalAndChainAgreeTheNextIsUsed() {
        assertThat(choice(6, 6, 5L)).isEqualTo(new NonceChoice.Use(new Nonce(6)));
        assertThat(choice(0, 0, null)).isEqualTo(new NonceChoice.Use(new Nonce(0)));
    }

    @Test
    void aHistoryTheJournalDoesNotKnowMustBeLastingFirst() {
        assertThat(choice(9, 9, 5L))
                .isEqualTo(new NonceChoice.UseOnceLasting(new Nonce(9), "the key was used elsewhere: nonce 6 to 8"));
        assertThat(choice(3, 3, null)).isInstanceOf(NonceChoice.UseOnceLasting.class);
    }

    @Test
    void aNodeBehindTheJournalIsNotBelieved() {
        assertThat(choice(5, 5, 5L))
                .isInstanceOfSatisfying(
                        NonceChoice.None.class,
                        none -> assertThat(none.reason()).contains("the node is behind"));
    }

    @Test
    void strangersInThePoolComeFirst() {
        assertThat(choice(6, 8, 5L)).isEqualTo(new NonceChoice.Occupied(2, new NonceChoice.Use(new Nonce(6))));
        assertThat(choice(9, 10, 5L))
                .isInstanceOfSatisfying(
                        NonceChoice.Occupied.class,
                        occupied -> assertThat(occupied.otherwise()).isInstanceOf(NonceChoice.UseOnceLasting.class));
    }

    @Test
    void aPoolThatLagsBehindTheChainIsIgnored() {
        assertThat(choice(6, 4, 5L)).isEqualTo(new NonceChoice.Use(new Nonce(6)));
    }

    private static NonceChoice choice(long latest, long pending, @Nullable Long highest) {
        return NonceChoice.of(
                new Nonce(latest),
                new Nonce(pending),
                Optional.ofNullable(highest).map(Nonce::new));
    }
}
