package io.evenkeel.keeper.snapshot;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.keeper.venue.GaugeTotals;
import io.evenkeel.keeper.venue.HeldOptions;
import io.evenkeel.keeper.venue.VenuePart;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueReader.Surroundings;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.margin.UnreadableVenue;
import io.evenkeel.market.Envelope;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.OptionOffer;
import io.evenkeel.market.Pair;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.Venue;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.oracles.Quote;
import io.evenkeel.oracles.QuotePolicy;
import io.evenkeel.oracles.adapter.headlong.Keccak256;
import io.evenkeel.oracles.uniswap.PoolReading;
import io.evenkeel.risk.health.VenueWatch;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A lens reading to a snapshot, or the reasons why there is none. Pure. Every venue is computed twice, by its gauge on
 * chain and here from the same primitives: where the two differ in a single digit one of them is wrong about the
 * protocol, and the venue may only shrink until somebody has looked. So may one whose protocol is suspect.
 */
public final class SnapshotBuilder {
    private final AccountId account;
    private final Pair pair;
    private final QuotePolicy quotes;
    private final Map<String, ConfiguredVenue> venuesByHash;
    private final HealthJudge health;

    public SnapshotBuilder(
            AccountId account, Pair pair, QuotePolicy quotes, List<ConfiguredVenue> venues, HealthJudge health) {
        this.account = account;
        this.pair = pair;
        this.quotes = quotes;
        this.health = health;
        this.venuesByHash = venues.stream()
                .collect(Collectors.toMap(venue -> Keccak256.hex(venue.id().name()), Function.identity()));
    }

    /** @param baseFee for a reading whose node hid it */
    public SnapshotOutcome build(LensReading reading, FeePerGas baseFee) {
        List<String> refusals = refusals(reading);
        if (!refusals.isEmpty()) {
            return new SnapshotOutcome.Refused(refusals);
        }
        return switch (quote(reading)) {
            case Quote.NoPrice none -> new SnapshotOutcome.Refused(none.reasons());
            case Quote.Priced priced -> assemble(reading, priced.view(), baseFee);
        };
    }

    private List<String> refusals(LensReading reading) {
        List<String> reasons = new ArrayList<>();
        if (!reading.block().chainId().equals(account.chainId())) {
            reasons.add("the node is on chain " + reading.block().chainId() + ", the account on " + account.chainId());
        }
        if (!reading.vault().equals(account.address())) {
            reasons.add("the lens read " + reading.vault() + ", not the account " + account.address());
        }
        if (reading.feeds().size() != 2) {
            reasons.add("the lens gave " + reading.feeds().size() + " feeds, not two");
        }
        if (reading.policy().venues().isEmpty()) {
            reasons.add("the policy of " + account.address() + " cannot be read, or has no venues");
        }
        if (reading.primitives().size() != reading.policy().venues().size()) {
            reasons.add("the lens gave " + reading.primitives().size() + " primitives for "
                    + reading.policy().venues().size() + " venues");
        }
        if (reading.watches().size() != reading.primitives().size()) {
            reasons.add("the lens gave " + reading.watches().size() + " watches and "
                    + reading.primitives().size() + " primitives");
        }
        return reasons;
    }

    /**
     * Our sources and the policy's must both be sure, and of the same price; where they are not, what each takes for
     * plausible stays so.
     */
    private Quote quote(LensReading reading) {
        Quote ours = quotes.judge(
                reading.block().timestamp(),
                reading.feeds().get(0),
                reading.feeds().get(1),
                reading.pools());
        if (!(ours instanceof Quote.Priced priced)) {
            return ours;
        }
        LensReading.Policy policy = reading.policy();
        PriceView view = priced.view();
        boolean samePrice = policy.priceE18().equals(view.best().e18());
        if (policy.sure() && (samePrice || view instanceof PriceView.Doubtful)) {
            return ours;
        }
        List<String> reasons = new ArrayList<>();
        if (view instanceof PriceView.Doubtful doubtful) {
            reasons.addAll(doubtful.reasons());
        }
        reasons.add(
                policy.sure()
                        ? "the policy on chain has another price than " + view.best()
                        : "the policy on chain is not sure of the price");
        Price low = price(policy.lowPriceE18()).orElse(view.low());
        Price high = price(policy.highPriceE18()).orElse(view.high());
        return new Quote.Priced(new PriceView.Doubtful(
                low.compareTo(view.low()) < 0 ? low : view.low(),
                view.best(),
                high.compareTo(view.high()) > 0 ? high : view.high(),
                reasons));
    }

    private SnapshotOutcome assemble(LensReading reading, PriceView price, FeePerGas baseFee) {
        List<String> warnings = new ArrayList<>();
        List<Venue> hedges = new ArrayList<>();
        List<RangePosition> ranges = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        List<OptionOffer> offers = new ArrayList<>();
        HeldOptions options = HeldOptions.NONE;
        TokenAmount idleBase = reading.idleBase();
        TokenAmount idleQuote = reading.idleQuote();
        Optional<VenuePart.TradedIdle> ownBase = Optional.empty();
        Surroundings surroundings = new Surroundings(pools(reading), idleBase, idleQuote);
        Optional<Price> policyPrice = price(reading.policy().priceE18());
        for (int i = 0; i < reading.policy().venues().size(); i++) {
            VenueReading venue = reading.policy().venues().get(i);
            VenuePart seen = part(venue, reading.primitives().get(i), surroundings, policyPrice, warnings);
            Optional<Observation> observed = observe(venue, reading.watches().get(i), seen, price);
            if (observed.isPresent()) {
                observations.add(observed.get());
                if (observed.get().isSuspect()) {
                    warnings.add(observed.get().words());
                    VenueReading shrinking = venue.quarantine();
                    seen = part(shrinking, reading.primitives().get(i), surroundings, policyPrice, new ArrayList<>());
                }
            }
            switch (seen) {
                case VenuePart.Hedge hedge -> hedges.add(hedge.venue());
                case VenuePart.Ranges held -> ranges.addAll(held.positions());
                case VenuePart.Options dealt -> {
                    hedges.add(dealt.backing());
                    options = options.plus(dealt.held());
                    offers.addAll(dealt.offers());
                }
                case VenuePart.Idle idle -> {
                    idleBase = idle.base();
                    idleQuote = idle.quote();
                }
                case VenuePart.TradedIdle traded -> {
                    idleBase = traded.idle().base();
                    idleQuote = traded.idle().quote();
                    ownBase = Optional.of(traded);
                }
            }
        }
        TokenDelta backing = hedges.stream()
                .map(venue -> venue.delta().minus(venue.hedge()))
                .reduce(TokenDelta.zero(pair.base()), TokenDelta::plus);
        ownBase.ifPresent(traded -> hedges.add(traded.asHedge().apply(backing)));
        MarketSnapshot snapshot = new MarketSnapshot(
                reading.block(),
                account,
                pair,
                reading.sequence(),
                price,
                new Holdings(
                        idleBase,
                        idleQuote,
                        ranges,
                        options.portfolio(pair, price.best(), reading.block().timestamp())),
                hedges,
                envelope(reading),
                reading.baseFee().wei().signum() > 0 ? reading.baseFee() : baseFee,
                reading.keeperBalance(),
                offers);
        return new SnapshotOutcome.Taken(snapshot, warnings, notInPolicy(reading), observations);
    }

    private List<VenueId> notInPolicy(LensReading reading) {
        Set<String> known =
                reading.policy().venues().stream().map(VenueReading::idHash).collect(Collectors.toSet());
        return venuesByHash.entrySet().stream()
                .filter(venue -> !known.contains(venue.getKey()))
                .map(venue -> venue.getValue().id())
                .sorted()
                .toList();
    }

    /** Empty for a venue that is not configured: what nobody hedges on needs no watching. */
    private Optional<Observation> observe(VenueReading venue, VenueWatch watch, VenuePart seen, PriceView price) {
        Optional<Venue> position =
                seen instanceof VenuePart.Hedge hedge ? Optional.of(hedge.venue()) : Optional.empty();
        return Optional.ofNullable(venuesByHash.get(venue.idHash()))
                .map(ConfiguredVenue::id)
                .map(id -> new Observation(id, watch, health.judge(id, watch, position, price)));
    }

    private VenuePart part(
            VenueReading venue,
            byte[] primitives,
            Surroundings surroundings,
            Optional<Price> policyPrice,
            List<String> warnings) {
        ConfiguredVenue configured = venuesByHash.get(venue.idHash());
        if (configured == null) {
            VenueId unknown =
                    new VenueId(account.chainId(), "unknown:" + venue.idHash().substring(2, 10));
            warnings.add("the policy has a venue that is not configured: " + venue.idHash());
            return unreadable(unknown, venue);
        }
        if (!venue.readable() || primitives.length == 0) {
            // a gauge that answers everything but its totals has its reason not to
            String why = primitives.length == 0 ? " cannot be read" : " is changed or drained";
            warnings.add(configured.id() + why + ": it counts its last reading less " + venue.haircut());
            return unreadable(configured.id(), venue);
        }
        try {
            VenuePart part = configured.reader().read(primitives, venue, surroundings);
            String difference = policyPrice
                    .map(price -> difference(venue.totals(), part.totals(price)))
                    .orElse("");
            if (difference.isEmpty()) {
                return part;
            }
            boolean traded = part instanceof VenuePart.Hedge
                    || part instanceof VenuePart.TradedIdle
                    || part instanceof VenuePart.Options;
            warnings.add(configured.id() + (traded ? " may only shrink" : " is counted as we count it")
                    + ": our arithmetic and the gauge's differ: " + difference);
            return traded ? configured.reader().read(primitives, venue.quarantine(), surroundings) : part;
        } catch (IllegalArgumentException | ArithmeticException nonsense) {
            warnings.add(configured.id() + " says what cannot be: " + nonsense.getMessage());
            return unreadable(configured.id(), venue);
        }
    }

    /** Empty when every digit is the same. */
    private static String difference(GaugeTotals gauge, GaugeTotals ours) {
        List<String> differing = new ArrayList<>();
        compare("delta", gauge.delta(), ours.delta(), differing);
        compare("protocol equity", gauge.protocolEquity(), ours.protocolEquity(), differing);
        compare("maintenance", gauge.maintenance(), ours.maintenance(), differing);
        compare("oracle NAV", gauge.oracleNav(), ours.oracleNav(), differing);
        return String.join(", ", differing);
    }

    private static void compare(String what, Object gauge, Object ours, List<String> differing) {
        if (!gauge.equals(ours)) {
            differing.add(what + " " + ours + " here, " + gauge + " there");
        }
    }

    private VenuePart unreadable(VenueId id, VenueReading venue) {
        GaugeTotals totals = venue.totals();
        return new VenuePart.Hedge(new UnreadableVenue(
                id,
                venue.caps(),
                totals.delta(),
                totals.protocolEquity(),
                totals.maintenance(),
                totals.oracleNav(),
                pair.quote()));
    }

    private Map<Address, SwapPool> pools(LensReading reading) {
        Map<Address, SwapPool> pools = new HashMap<>();
        for (PoolReading pool : reading.pools()) {
            if (pool.readable() && pool.trades(pair) && pool.sqrtPriceX96().signum() > 0) {
                pools.put(
                        pool.pool(),
                        new SwapPool(
                                pool.sqrtPriceX96(),
                                pool.tick(),
                                pool.liquidity(),
                                pool.feePips(),
                                pool.baseIsToken0(pair),
                                pair.base().decimals(),
                                pair.quote().decimals()));
            }
        }
        return pools;
    }

    private static Envelope envelope(LensReading reading) {
        LensReading.Policy policy = reading.policy();
        return new Envelope(
                policy.targetDelta(),
                policy.bandDelta(),
                policy.nav(),
                policy.lossBudgetLeft(),
                policy.turnoverBudgetLeft(),
                policy.deRiskDeltaBudgetLeft(),
                policy.stopped(),
                policy.reduceOnly(),
                reading.keeperAllowed());
    }

    private Optional<Price> price(BigInteger e18) {
        return e18.signum() > 0 ? Optional.of(new Price(pair.base(), pair.quote(), e18)) : Optional.empty();
    }
}
