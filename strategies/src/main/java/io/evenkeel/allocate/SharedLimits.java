package io.evenkeel.allocate;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.risk.GasModel;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.VenueGroup;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * Limits on several venues together: caps of groups, the loss if any one protocol goes to zero, and spare room.
 * The same numbers serve as caps of an allocation, as a check of what was planned, and as a statement to the operator.
 *
 * @param nav quote token
 */
public record SharedLimits(Trading trading, TokenAmount nav, RiskLimits limits, GasModel gas) {
    /** What a limit is about, for one set of venues. */
    private record Measure(String name, Bps cap, List<Venue> venues, Kind kind) {
        enum Kind {
            EQUITY,
            SHORT,
            LOSS
        }
    }

    /**
     * How much of a limit is used.
     *
     * @param name in the operator's words
     * @param cap part of NAV
     * @param used,allowed quote token, whole
     */
    public record Usage(String name, Bps cap, double used, double allowed, List<VenueId> venues, boolean isShort) {
        public Usage {
            venues = List.copyOf(venues);
        }

        public boolean isAbove() {
            return used > allowed;
        }
    }

    /** Of every limit, for the venues as they are in this book. */
    public List<Usage> usage(Book book) {
        double reopeningGas = reopeningGas(book);
        return measures(book.venues()).stream()
                .map(measure -> new Usage(
                        measure.name(),
                        measure.cap(),
                        used(measure, reopeningGas),
                        measure.cap().fraction() * nav.wholeAsDouble(),
                        measure.venues().stream().map(Venue::id).toList(),
                        measure.kind() == Measure.Kind.SHORT))
                .toList();
    }

    /**
     * What is left of every limit, less the headroom, and what opening so much at each venue uses of it.
     *
     * @param size largest that is asked for, base token
     */
    List<SharedCap> caps(Book book, List<LegOption> options, int direction, double size) {
        List<SharedCap> caps = new ArrayList<>();
        double reopeningGas = reopeningGas(book);
        for (Measure measure : measures(book.venues())) {
            Map<VenueId, DoubleUnaryOperator> uses = new HashMap<>();
            for (Venue venue : measure.venues()) {
                options.stream()
                        .filter(option -> option.venue().equals(venue.id()) && option.largest() > 0)
                        .findFirst()
                        .ifPresent(option -> uses.put(
                                venue.id(), use(measure.kind(), venue, direction, Math.min(option.largest(), size))));
            }
            double planned = measure.cap().fraction()
                    * (1 - limits.spread().capHeadroom().fraction())
                    * nav.wholeAsDouble();
            if (!uses.isEmpty()) {
                caps.add(new SharedCap(measure.name(), planned - used(measure, reopeningGas), uses));
            }
        }
        return caps;
    }

    /**
     * Room that the other protocols must keep for a part of each one's hedge, in case it is closed by force. Only hedge
     * that is opened uses it.
     *
     * @param waiting venues on stand-by: all their room is spare
     * @param part of the hedge at each protocol
     */
    List<SharedCap> spareRoom(Book book, List<LegOption> options, List<LegOption> waiting, int direction, double part) {
        List<SharedCap> caps = new ArrayList<>();
        if (part <= 0) {
            return caps;
        }
        for (Map.Entry<String, List<Venue>> failing : byProtocol(book.venues()).entrySet()) {
            double room = 0;
            double hedge = 0;
            Map<VenueId, DoubleUnaryOperator> uses = new HashMap<>();
            for (Venue venue : failing.getValue()) {
                hedge += Math.max(0, direction * venue.hedge().wholeAsDouble());
            }
            Set<VenueId> gone = failing.getValue().stream().map(Venue::id).collect(Collectors.toSet());
            for (LegOption option : options) {
                boolean fails = gone.contains(option.venue());
                room += fails ? 0 : option.largest();
                uses.put(option.venue(), QuadraticCost.linear(fails ? part : 1));
            }
            for (LegOption option : waiting) {
                room += gone.contains(option.venue()) ? 0 : option.largest();
            }
            caps.add(new SharedCap("spare room for " + failing.getKey(), room - part * hedge, uses));
        }
        return caps;
    }

    /** What each protocol's failure costs: exact money, rounded against us. */
    public ProtocolLoss.Statement ifOneProtocolFails(Book book) {
        List<ProtocolLoss> losses = new ArrayList<>();
        byProtocol(book.venues()).forEach((protocol, venues) -> {
            TokenDelta equity = TokenDelta.zero(nav.token());
            TokenDelta hedge = TokenDelta.zero(trading.price().base());
            for (Venue venue : venues) {
                equity = equity.plus(venue.oracleNav(trading.price()));
                hedge = hedge.plus(venue.hedge());
            }
            losses.add(new ProtocolLoss(
                    protocol,
                    equity.signum() > 0 ? equity.abs() : TokenAmount.zero(nav.token()),
                    reopening(hedge, reopeningGas(book)),
                    homeless(book, venues, hedge)));
        });
        return new ProtocolLoss.Statement(losses);
    }

    /** Every base at the worst price that a trade may get, and the gas of a leg everywhere: no way within limits costs more. */
    private TokenAmount reopening(TokenDelta hedge, double gasQuote) {
        if (hedge.isZero()) {
            return TokenAmount.zero(nav.token());
        }
        Price worst = trading.worstPrice(hedge);
        TokenAmount fair = hedge.signum() < 0
                ? trading.price().valueUp(hedge.abs())
                : trading.price().valueDown(hedge.abs());
        TokenAmount got = hedge.signum() < 0 ? worst.valueDown(hedge.abs()) : worst.valueUp(hedge.abs());
        TokenAmount lost = hedge.signum() < 0 ? fair.minusOrZero(got) : got.minusOrZero(fair);
        return lost.plus(TokenDelta.ofModel(nav.token(), gasQuote).abs()).plus(smallestUnit());
    }

    private TokenAmount smallestUnit() {
        return new TokenAmount(nav.token(), BigInteger.ONE);
    }

    private double reopeningGas(Book book) {
        long units = limits.cost().executionOverhead().units();
        for (Venue venue : book.venues()) {
            units += venue.gasPerTrade() + venue.gasPerCollateralMove();
        }
        return gas.quote(units);
    }

    private TokenAmount homeless(Book book, List<Venue> failing, TokenDelta hedge) {
        if (hedge.isZero()) {
            return hedge.abs();
        }
        double room = 0;
        for (Venue venue : book.venues()) {
            VenueCapacity capacity = capacity(venue);
            boolean takes = venue.condition() == VenueCondition.OPEN
                    && !failing.contains(venue)
                    && capacity.grows(hedge.signum());
            room += takes ? capacity.largest(hedge.signum()).base() : 0;
        }
        return hedge.abs().minusOrZero(TokenDelta.ofModel(hedge.token(), room).abs());
    }

    private List<Measure> measures(List<Venue> venues) {
        List<Measure> measures = new ArrayList<>();
        for (VenueGroup group : limits.spread().groups()) {
            List<Venue> members = venues.stream()
                    .filter(venue -> group.venues().contains(venue.id().name()))
                    .toList();
            if (members.isEmpty()) {
                continue;
            }
            group.equity()
                    .ifPresent(cap -> measures.add(new Measure(group + " equity", cap, members, Measure.Kind.EQUITY)));
            group.shortNotional()
                    .ifPresent(cap -> measures.add(new Measure(group + " short", cap, members, Measure.Kind.SHORT)));
        }
        limits.spread()
                .maxLossPerProtocol()
                .ifPresent(cap -> byProtocol(venues)
                        .forEach((protocol, members) -> measures.add(new Measure(
                                "loss if " + protocol + " goes to zero", cap, members, Measure.Kind.LOSS))));
        return measures;
    }

    private static Map<String, List<Venue>> byProtocol(List<Venue> venues) {
        Map<String, List<Venue>> protocols = new TreeMap<>();
        for (Venue venue : venues) {
            protocols
                    .computeIfAbsent(venue.id().protocol(), name -> new ArrayList<>())
                    .add(venue);
        }
        return protocols;
    }

    /** Quote. The gas of a loss counts whether there is hedge or not: what is opened there would need it. */
    private double used(Measure measure, double reopeningGas) {
        double used = measure.kind() == Measure.Kind.LOSS ? reopeningGas : 0;
        for (Venue venue : measure.venues()) {
            used += used(measure.kind(), venue);
        }
        return used;
    }

    private double used(Measure.Kind kind, Venue venue) {
        VenueCapacity capacity = capacity(venue);
        return switch (kind) {
            case EQUITY -> capacity.equityShare() * nav.wholeAsDouble();
            case SHORT -> capacity.shortShare() * nav.wholeAsDouble();
            case LOSS ->
                capacity.equityShare() * nav.wholeAsDouble()
                        + Math.abs(venue.hedge().wholeAsDouble()) * reopeningPerBase();
        };
    }

    /** Quote per base at the worst price that trading allows. */
    private double reopeningPerBase() {
        double low = trading.low().asDouble();
        double high = trading.high().asDouble();
        return trading.maxSlippage().fraction() * high + high - low;
    }

    private DoubleUnaryOperator use(Measure.Kind kind, Venue venue, int direction, double top) {
        if (kind == Measure.Kind.SHORT) {
            return QuadraticCost.linear(direction < 0 ? trading.high().asDouble() : 0);
        }
        VenueCapacity capacity = capacity(venue);
        Chords equity = Chords.of(top, size -> capacity.equityTaken(direction, size));
        return kind == Measure.Kind.EQUITY ? equity::at : size -> equity.at(size) + size * reopeningPerBase();
    }

    private VenueCapacity capacity(Venue venue) {
        return new VenueCapacity(venue, trading, nav, limits);
    }
}
