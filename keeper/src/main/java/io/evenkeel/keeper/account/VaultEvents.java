package io.evenkeel.keeper.account;

import io.evenkeel.market.Pair;
import io.evenkeel.oracles.adapter.headlong.AbiEvent;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the vault's logs. */
public final class VaultEvents {
    private static final AbiEvent EXECUTED = HedgeVaultAbi.VAULT.event("Executed");
    private static final AbiEvent LEG_FAILED = HedgeVaultAbi.VAULT.event("LegFailed");

    private final Pair pair;
    private final Function<byte[], String> reverts;

    public VaultEvents(Pair pair, Function<byte[], String> reverts) {
        this.pair = pair;
        this.reverts = reverts;
    }

    /** First topics to look for. */
    public static List<String> topics() {
        return List.of(EXECUTED.topic(), LEG_FAILED.topic());
    }

    /**
     * Empty when it is some other event.
     *
     * @throws IllegalArgumentException when it has one of these topics and is not what the ABI says
     */
    public Optional<VaultEvent> decode(List<String> topics, byte[] data) {
        if (topics.isEmpty()) {
            return Optional.empty();
        }
        if (topics.getFirst().equals(EXECUTED.topic())) {
            return Optional.of(executed(EXECUTED.decode(topics, data)));
        }
        if (topics.getFirst().equals(LEG_FAILED.topic())) {
            AbiRecord log = LEG_FAILED.decode(topics, data);
            return Optional.of(
                    new VaultEvent.LegFailed(intentId(log), log.small("index"), reverts.apply(log.bytes("reason"))));
        }
        return Optional.empty();
    }

    private VaultEvent.Executed executed(AbiRecord log) {
        return new VaultEvent.Executed(
                intentId(log),
                log.medium("sequence"),
                new TokenDelta(pair.base(), log.integer("deltaBefore")),
                new TokenDelta(pair.base(), log.integer("deltaAfter")),
                new TokenAmount(pair.quote(), log.integer("navBefore")),
                new TokenAmount(pair.quote(), log.integer("navAfter")));
    }

    private static IntentId intentId(AbiRecord log) {
        return new IntentId("0x" + HexFormat.of().formatHex(log.bytes("intentId")));
    }
}
