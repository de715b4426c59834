package io.evenkeel.keeper.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader;
import io.evenkeel.keeper.account.HedgeVaultAbi;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.units.FeePerGas;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LensSnapshotReaderTest {
    private static final Address LENS = Address.of("0x00000000000000000000000000000000000000e5");

    @Test
    void oneCallToTheLensMakesASnapshot() {
        SnapshotOutcome outcome =
                read(new ChainReader.CallOutcome.Returned(Recorded.returnData()), Optional.of(Recorded.BASE_FEE));
        assertThat(outcome).isInstanceOfSatisfying(SnapshotOutcome.Taken.class, taken -> {
            assertThat(taken.snapshot().venues()).hasSize(2);
            assertThat(taken.snapshot().baseFee())
                    .as("the node hid it from the call, so it was asked for")
                    .isEqualTo(Recorded.BASE_FEE);
        });
    }

    @Test
    void withoutABaseFeeNothingCanBeDecided() {
        assertThat(refusal(new ChainReader.CallOutcome.Returned(Recorded.returnData()), Optional.empty()))
                .contains("hides the base fee");
    }

    @Test
    void anAnswerThatIsNotALensesNamesTheAddress() {
        assertThat(refusal(new ChainReader.CallOutcome.Returned(new byte[64]), Optional.of(Recorded.BASE_FEE)))
                .startsWith(LENS + " does not answer like a lens");
    }

    @Test
    void aRevertIsExplained() {
        byte[] overflow = HexFormat.of().parseHex("4e487b71" + "%064x".formatted(0x11));
        assertThat(refusal(new ChainReader.CallOutcome.Reverted(overflow), Optional.of(Recorded.BASE_FEE)))
                .isEqualTo("the lens reverted: Panic 0x11 (arithmetic overflow or underflow)");
    }

    @Test
    void silenceIsSilence() {
        assertThat(refusal(new ChainReader.CallOutcome.Unanswered("timed out"), Optional.of(Recorded.BASE_FEE)))
                .contains("no answer to rely on: timed out");
    }

    private static String refusal(ChainReader.CallOutcome answer, Optional<FeePerGas> baseFee) {
        SnapshotOutcome outcome = read(answer, baseFee);
        assertThat(outcome).isInstanceOf(SnapshotOutcome.Refused.class);
        return ((SnapshotOutcome.Refused) outcome).reasons().getFirst();
    }

    private static SnapshotOutcome read(ChainReader.CallOutcome answer, Optional<FeePerGas> baseFee) {
        LensQuery query = new LensQuery(
                LENS,
                Recorded.account().address(),
                LENS,
                Recorded.reading().feeds().stream().map(feed -> feed.feed()).toList(),
                List.of(Recorded.reading().pools().getFirst().pool()),
                Duration.ofMinutes(5));
        ChainReader chain = new ChainReader() {
            @Override
            public ChainId chainId() {
                return Recorded.account().chainId();
            }

            @Override
            public CallOutcome call(Address to, byte[] callData, BlockTag at) {
                assertThat(to).isEqualTo(LENS);
                assertThat(callData).isEqualTo(query.callData());
                return answer;
            }
        };
        return new LensSnapshotReader(
                        chain,
                        query,
                        Recorded.decoder(),
                        Recorded.builder(),
                        () -> baseFee,
                        HedgeVaultAbi.reverts(List.of())::explain)
                .read();
    }
}
