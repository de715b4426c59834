package io.evenkeel.keeper.venue.lyra;

import io.evenkeel.margin.lyra.LyraAccount;
import io.evenkeel.margin.lyra.LyraBoard;
import io.evenkeel.margin.lyra.LyraCollateral;
import io.evenkeel.margin.lyra.LyraLimits;
import io.evenkeel.margin.lyra.LyraMarket;
import io.evenkeel.margin.lyra.LyraPosition;
import io.evenkeel.margin.lyra.LyraPricing;
import io.evenkeel.margin.lyra.LyraStrike;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;

/** What the gauge of Lyra v1 answers as its primitives. */
public record LyraState(LyraAccount account, LyraMarket market) {
    private static final AbiFunction STATE =
            ContractAbi.load("evenkeel", "LyraGauge").function("state");

    public static LyraState decode(byte[] primitives) {
        AbiRecord state = STATE.decodeReturn(primitives).onlyRecord();
        return new LyraState(
                new LyraAccount(
                        state.integer("idleQuote"),
                        state.integer("idleBase"),
                        state.records("positions").stream()
                                .map(LyraPosition::of)
                                .toList()),
                LyraMarket.of(
                        state,
                        LyraCollateral.of(state.record("minCollateral")),
                        LyraPricing.of(state.record("pricing"), state.record("varianceFee")),
                        LyraLimits.of(state.record("limits")),
                        state.records("boards").stream().map(LyraState::board).toList()));
    }

    private static LyraBoard board(AbiRecord board) {
        return LyraBoard.of(
                board, board.records("strikes").stream().map(LyraStrike::of).toList());
    }
}
