package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.node.LogEntry;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.units.Gas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The vault on the fake chain.
 *
 * @param protects false: it would run an intent twice, so only the sender's own care prevents it
 */
record FakeVault(boolean protects) {
    static final Address ADDRESS = Address.of("0x00000000000000000000000000000000000000aa");
    static final Gas GAS_OF_AN_EXECUTION = new Gas(400_000);

    /** keccak of the vault's event, as the keeper looks for it. */
    private static final String EXECUTED = "0xc3193cecb8b1c673b774be3595e22881b5abf6e02135b1d345d0674b4cc82795";

    /** The error's name, or empty when the call would run. */
    Optional<String> refusal(FakeLedger ledger, Address to, byte[] callData, Instant at) {
        if (!to.equals(ADDRESS)) {
            return Optional.empty();
        }
        FakeCall call = FakeCall.decode(callData);
        if (call.manner() == FakeCall.Manner.REVERTS) {
            return Optional.of("OutsideBand");
        }
        if (!protects) {
            return Optional.empty();
        }
        if (ledger.hasRun(call.intentId())) {
            return Optional.of("IntentAlreadyExecuted");
        }
        if (call.sequence() != ledger.sequence()) {
            return Optional.of("StaleSequence");
        }
        return at.isAfter(call.deadline()) ? Optional.of("DeadlinePassed") : Optional.empty();
    }

    static boolean runsOutOfGas(UnsignedTransaction t) {
        return t.to().equals(ADDRESS)
                && t.gasLimit().units() < GAS_OF_AN_EXECUTION.units() * 2
                && FakeCall.decode(t.data()).manner() == FakeCall.Manner.NEEDS_MORE_GAS_LATER;
    }

    static LogEntry executed(FakeCall call, long sequence) {
        String sequenceTopic = String.format("0x%064x", sequence);
        return new LogEntry(ADDRESS, List.of(EXECUTED, call.intentId().hex(), sequenceTopic), new byte[4 * 32]);
    }
}
