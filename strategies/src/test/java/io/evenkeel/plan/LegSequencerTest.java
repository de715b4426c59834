package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.allocate.Book;
import io.evenkeel.allocate.Trading;
import io.evenkeel.allocate.VenueMove;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.LegSequencer.Outcome;
import io.evenkeel.plan.LegSequencer.Step;
import io.evenkeel.units.Bps;
import io.evenkeel.units.TokenAmount;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegSequencerTest {
    private static final Trading AT_3000 = new Trading(price("3000"), price("3000"), price("3000"), new Bps(100));
    private static final PaperPerp PERP = PaperPerp.flat("perp-v2:ETH");
    private static final PaperLoan LOAN = PaperLoan.flat("aave-v3:WETH", WETH);

    @Test
    void aLoansProceedsMayPayForThePerpsCollateral() {
        List<Step> steps = ordered(
                book("100", "0", PERP, LOAN),
                new VenueMove(PERP.id(), weth("-20"), usdc("25000")),
                new VenueMove(LOAN.id(), weth("-20"), weth("40")));

        assertThat(steps)
                .containsExactly(
                        new Step.Add(LOAN.id(), weth("40")),
                        new Step.Trade(LOAN.id(), weth("-20")),
                        new Step.Add(PERP.id(), usdc("25000")),
                        new Step.Trade(PERP.id(), weth("-20")));
    }

    @Test
    void aTopUpThatCanBePaidComesBeforeAnyTrade() {
        List<Step> steps = ordered(
                book("100", "30000", PERP.shortOf(20, 3000, 9000), LOAN),
                new VenueMove(LOAN.id(), weth("-20"), weth("40")),
                new VenueMove(PERP.id(), weth("0"), usdc("25000")));

        assertThat(steps.subList(0, 2))
                .containsExactlyInAnyOrder(new Step.Add(LOAN.id(), weth("40")), new Step.Add(PERP.id(), usdc("25000")));
    }

    @Test
    void whatComesOutOfOneVenueGoesIntoAnother() {
        PaperPerp rich = PaperPerp.flat("perp-b:ETH").shortOf(10, 3000, 50_000);
        List<Step> steps = ordered(
                book("0", "0", PERP.shortOf(20, 3000, 9000), rich),
                new VenueMove(PERP.id(), weth("0"), usdc("25000")),
                new VenueMove(rich.id(), weth("0"), usdc("-25000")));

        assertThat(steps)
                .containsExactly(new Step.Remove(rich.id(), usdc("25000")), new Step.Add(PERP.id(), usdc("25000")));
    }

    @Test
    void collateralThatATradeSetsFreeComesOutAfterIt() {
        List<Step> steps =
                ordered(book("0", "200000", LOAN.owing(50, 62.5)), new VenueMove(LOAN.id(), weth("50"), weth("-60")));

        assertThat(steps)
                .containsExactly(new Step.Trade(LOAN.id(), weth("50")), new Step.Remove(LOAN.id(), weth("60")));
    }

    @Test
    void aPurchaseIsReckonedAtItsWorstPrice() {
        // 50 WETH cost 150,000 at 3000 and 151,500 at the worst price
        assertThat(LegSequencer.order(
                        book("0", "151000", LOAN.owing(50, 70)),
                        List.of(new VenueMove(LOAN.id(), weth("50"), weth("0"))),
                        AT_3000))
                .isInstanceOf(Outcome.Stuck.class);
    }

    @Test
    void whatNoOrderCanPayForIsNamed() {
        Outcome outcome = LegSequencer.order(
                book("0", "1000", PERP), List.of(new VenueMove(PERP.id(), weth("-20"), usdc("25000"))), AT_3000);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Stuck.class,
                        stuck -> assertThat(stuck.steps())
                                .containsExactly(
                                        new Step.Add(PERP.id(), usdc("25000")),
                                        new Step.Trade(PERP.id(), weth("-20"))));
    }

    private static Book book(String weth, String usdc, Venue... venues) {
        return new Book(TokenAmount.of(WETH, weth), TokenAmount.of(USDC, usdc), List.of(venues));
    }

    private static List<Step> ordered(Book book, VenueMove... moves) {
        Outcome outcome = LegSequencer.order(book, List.of(moves), AT_3000);
        assertThat(outcome).isInstanceOf(Outcome.Ordered.class);
        return ((Outcome.Ordered) outcome).steps();
    }
}
