package io.evenkeel.vectors;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.lyra.LyraAccount;
import io.evenkeel.margin.lyra.LyraBacking;
import io.evenkeel.margin.lyra.LyraBoard;
import io.evenkeel.margin.lyra.LyraCollateral;
import io.evenkeel.margin.lyra.LyraLimits;
import io.evenkeel.margin.lyra.LyraMarket;
import io.evenkeel.margin.lyra.LyraPosition;
import io.evenkeel.margin.lyra.LyraPricing;
import io.evenkeel.margin.lyra.LyraStrike;
import io.evenkeel.margin.lyra.LyraTotals;
import io.evenkeel.margin.lyra.LyraTrade;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.vectors.GaugeVector.Fields;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LyraVectorTest {
    static List<GaugeVector> vectors() {
        return GaugeVector.in("lyra.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheGaugeDoesToTheLastDigit(GaugeVector vector) {
        LyraAccount account = account(vector.state());
        LyraMarket market = market(vector.state());

        LyraTotals totals = LyraTotals.of(account, market, vector.priceE18());

        assertThat(totals.delta()).isEqualTo(vector.totals().integer("delta"));
        assertThat(totals.oracleNav()).isEqualTo(vector.totals().integer("oracleNav"));
        LyraBacking backing = new LyraBacking(
                new VenueId(CHAIN, "lyra:ETH"), PAIR, GaugeVector.ANY_CAPS, VenueCondition.OPEN, account, market);
        assertThat(backing.protocolEquity().units()).isEqualTo(vector.totals().integer("protocolEquity"));
        assertThat(backing.maintenance().units()).isEqualTo(vector.totals().integer("maintenance"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatIsAskedOfEachSoldOptionIsTheProtocolsToTheLastDigit(GaugeVector vector) {
        LyraMarket market = market(vector.state());
        for (Fields position : vector.state().list("positions")) {
            LyraPosition ours = LyraPosition.of(position);
            BigInteger asked = ours.type().isShort() && !ours.isSettled()
                    ? market.collateral().minimum(ours, market, market.spot())
                    : BigInteger.ZERO;
            assertThat(asked).isEqualTo(position.integer("minCollateral"));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatACallAtTheMoneyCostsIsTheProtocolsToTheLastDigit(GaugeVector vector) {
        Fields said = vector.answers();
        LyraMarket market = market(vector.state());
        LyraBoard board = market.boards().getLast();
        LyraStrike strike = board.strikes().stream()
                .filter(each -> each.strikeId().equals(said.integer("strikeId")))
                .findFirst()
                .orElseThrow();

        LyraTrade trade = LyraTrade.of(market, board, strike, false, said.integer("amount"), true);

        assertThat(trade.total()).isEqualTo(said.integer("total"));
        assertThat(trade.fees()).isEqualTo(said.integer("fees"));
    }

    private static LyraAccount account(Fields state) {
        return new LyraAccount(
                state.integer("idleQuote"),
                state.integer("idleBase"),
                state.list("positions").stream().map(LyraPosition::of).toList());
    }

    private static LyraMarket market(Fields state) {
        return LyraMarket.of(
                state,
                LyraCollateral.of(state.inner("minCollateral")),
                LyraPricing.of(state.inner("pricing"), state.inner("varianceFee")),
                LyraLimits.of(state.inner("limits")),
                state.list("boards").stream()
                        .map(board -> LyraBoard.of(
                                board,
                                board.list("strikes").stream()
                                        .map(LyraStrike::of)
                                        .toList()))
                        .toList());
    }
}
