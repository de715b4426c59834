package io.evenkeel.keeper.account;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.adapter.headlong.RevertDecoder;
import io.evenkeel.keeper.snapshot.LensQuery;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueEncoder;
import io.evenkeel.keeper.venue.VenueEncoder.Order;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.Keccak256;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.OrderLives;
import io.evenkeel.units.TokenAmount;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@code HedgeVault}: the keeper calls execute, the vault makes the calls. */
public final class HedgeVaultAccount implements HedgeAccount {
    private static final AbiFunction EXECUTE = HedgeVaultAbi.VAULT.function("execute");
    private static final AbiFunction SIMULATE = HedgeVaultAbi.VAULT.function("simulateExecute");
    private static final byte[] NO_ID = new byte[32];

    private final AccountId id;
    private final Map<VenueId, VenueEncoder> encoders;
    private final LensQuery lens;
    private final RevertDecoder reverts;

    /** @param lens what a simulated execution ends by asking: the same as a snapshot asks */
    public HedgeVaultAccount(AccountId id, List<ConfiguredVenue> venues, LensQuery lens, RevertDecoder reverts) {
        this.id = id;
        this.encoders = venues.stream().collect(Collectors.toMap(ConfiguredVenue::id, ConfiguredVenue::encoder));
        this.lens = lens;
        this.reverts = reverts;
    }

    @Override
    public AccountId id() {
        return id;
    }

    /** @throws IllegalArgumentException when the plan is another account's, or acts where nothing can be done */
    @Override
    public PreparedExecution prepare(HedgePlan plan, MarketSnapshot snapshot) {
        if (!plan.account().equals(id)) {
            throw new IllegalArgumentException("a plan for " + plan.account() + " cannot be carried out by " + id);
        }
        List<List<Object>> legs =
                legs(plan, snapshot).stream().map(HedgeVaultAccount::words).toList();
        IntentId intentId = intentId(plan, legs);
        byte[] idBytes =
                HexFormat.of().parseHex(intentId.hex(), 2, intentId.hex().length());
        return new PreparedExecution(
                intentId,
                id,
                id.address(),
                execute(idBytes, plan, legs),
                SIMULATE.encode(
                        lens.lens(),
                        lens.callData(),
                        idBytes,
                        plan.sequence(),
                        plan.deadline().getEpochSecond(),
                        legs,
                        bounds(plan)),
                plan.sequence(),
                plan.deadline(),
                plan.urgent(),
                OrderLives.promisedBy(plan, snapshot));
    }

    @Override
    public List<TokenAmount> premiumsAtMost(byte[] callData) {
        if (!EXECUTE.isCalledBy(callData)) {
            return List.of();
        }
        List<TokenAmount> premiums = new ArrayList<>();
        for (AbiRecord leg : EXECUTE.decodeCall(callData).records("legs")) {
            for (VenueEncoder encoder : encoders.values()) {
                encoder.premiumAtMost(leg.address("target"), leg.bytes("data")).ifPresent(premiums::add);
            }
        }
        return List.copyOf(premiums);
    }

    @Override
    public String explainRevert(byte[] revertData) {
        return reverts.explain(revertData);
    }

    private List<Leg> legs(HedgePlan plan, MarketSnapshot snapshot) {
        Order order = new Order(id.address(), snapshot, plan.deadline(), plan.actions());
        List<Leg> legs = new ArrayList<>();
        for (HedgeAction action : plan.actions()) {
            VenueEncoder encoder = encoders.get(action.venue());
            if (encoder == null) {
                throw new IllegalArgumentException("no venue " + action.venue() + " is configured for " + id);
            }
            legs.addAll(encoder.encode(action, order));
        }
        return List.copyOf(legs);
    }

    /**
     * keccak of chain, account, the block the plan was made on, and the whole call with no id in it: sequence, legs,
     * deadline and bounds included. The same plan has the same id, on whatever machine.
     */
    private IntentId intentId(HedgePlan plan, List<List<Object>> legs) {
        byte[] call = execute(NO_ID, plan, legs);
        String parent = plan.madeAt().parentHash().hex();
        ByteBuffer content = ByteBuffer.allocate(Long.BYTES + 20 + Long.BYTES + 32 + call.length)
                .putLong(id.chainId().value())
                .put(id.address().bytes())
                .putLong(plan.madeAt().number())
                .put(HexFormat.of().parseHex(parent, 2, parent.length()))
                .put(call);
        return new IntentId(Keccak256.hex(content.array()));
    }

    private static byte[] execute(byte[] intentId, HedgePlan plan, List<List<Object>> legs) {
        return EXECUTE.encode(intentId, plan.sequence(), plan.deadline().getEpochSecond(), legs, bounds(plan));
    }

    private static List<Object> words(Leg leg) {
        return List.of(leg.target(), leg.spendToken(), leg.spendUnits(), leg.callData(), leg.required());
    }

    private static List<Object> bounds(HedgePlan plan) {
        int mode = switch (plan.kind()) {
            case ROUTINE -> 0;
            case DE_RISK -> 1;
        };
        return List.of(
                mode,
                plan.minDeltaAfter().units(),
                plan.maxDeltaAfter().units(),
                plan.maxLoss().units());
    }
}
