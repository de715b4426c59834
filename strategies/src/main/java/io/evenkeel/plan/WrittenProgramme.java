package io.evenkeel.plan;

import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.OptionOffer;
import io.evenkeel.market.Venue;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.Spot;
import io.evenkeel.options.OptionGreeks;
import io.evenkeel.options.OptionType;
import io.evenkeel.risk.OptionLimits;
import io.evenkeel.risk.OptionProgramme;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps what the operator wants kept of written calls and protective puts. A series is held until it expires: then it
 * no longer counts, and the next one takes its place.
 */
final class WrittenProgramme {
    /** A series whose delta is farther than this from the one that was asked for is another product. */
    private static final double FARTHEST_DELTA = 0.12;

    /** Of what is missing: less than that is not written for want of room. */
    private static final double LEAST_PART = 0.25;

    private final MarketSnapshot snapshot;
    private final RiskLimits limits;
    private final OptionLimits options;

    WrittenProgramme(MarketSnapshot snapshot, RiskLimits limits, OptionLimits options) {
        this.snapshot = snapshot;
        this.limits = limits;
        this.options = options;
    }

    OptionWish wish() {
        List<OptionTrade> trades = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        TokenAmount owned = owned();
        options.write().ifPresent(programme -> {
            TokenAmount written = alive(OptionType.CALL, -1).abs();
            TokenAmount missing = owned.timesDown(programme.part()).minusOrZero(written);
            add(programme, OptionType.CALL, missing, -1, trades, reasons);
        });
        options.protect().ifPresent(programme -> {
            TokenAmount held = alive(OptionType.PUT, 1).abs();
            TokenAmount missing = owned.timesDown(programme.part()).minusOrZero(held);
            add(programme, OptionType.PUT, missing, 1, trades, reasons);
        });
        return new OptionWish(trades, reasons);
    }

    private void add(
            OptionProgramme programme,
            OptionType type,
            TokenAmount missing,
            int direction,
            List<OptionTrade> trades,
            List<String> reasons) {
        if (missing.compareTo(limits.smallestTrade()) < 0) {
            return;
        }
        String what = direction < 0 ? "calls to write" : "puts to buy";
        Optional<OptionOffer> found = series(programme, type, direction, trades);
        if (found.isEmpty()) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%s %s, and no series on offer has room and a delta near %.2f and %d to %d days left",
                    Words.of(missing),
                    what,
                    programme.delta(),
                    programme.leastToExpiry().toDays(),
                    programme.mostToExpiry().toDays()));
            return;
        }
        OptionOffer offer = found.get();
        TokenAmount size = direction < 0
                ? backed(offer, withinCurvature(offer, missing).min(offer.mostSold()))
                : missing.min(offer.mostBought());
        TokenDelta contracts = direction < 0
                ? size.asDelta().negate()
                : affordable(offer, size).asDelta();
        if (contracts.abs().compareTo(limits.smallestTrade()) < 0) {
            reasons.add(Words.of(missing) + " " + what + ": "
                    + (direction < 0
                            ? "nothing idle is left to back them, or gamma and vega have no room for them"
                            : "the premium left for a plan, " + Words.of(options.premiumLeft())
                                    + ", does not pay for any"));
            return;
        }
        reasons.add(Words.of(missing) + " " + what + " to reach " + programme.part() + " of " + Words.of(owned()));
        trades.add(OptionTrade.of(snapshot, offer, contracts, limits.cost().maxSlippage()));
    }

    /** Base that is idle, backs written calls, or was left behind by those that expired. */
    private TokenAmount owned() {
        TokenDelta owned = snapshot.holdings().idleBase().asDelta();
        for (Venue venue : snapshot.venues()) {
            boolean dealsInOptions = snapshot.offers().stream()
                    .anyMatch(offer -> offer.option().venue().equals(venue.id()));
            owned = dealsInOptions ? owned.plus(venue.delta().minus(venue.hedge())) : owned;
        }
        for (Position position : snapshot.holdings().further().positions()) {
            boolean base = position instanceof Spot spot
                    && spot.amount().token().equals(snapshot.pair().base());
            owned = base ? owned.plus(((Spot) position).amount()) : owned;
        }
        return owned.max(TokenDelta.zero(owned.token())).abs();
    }

    /**
     * As many as gamma and vega have room for: what is written beyond their limits would have to be bought elsewhere.
     * None where that is only a small part, so that they are not written one by one as room comes free.
     */
    private TokenAmount withinCurvature(OptionOffer offer, TokenAmount size) {
        Exposure now = Exposures.of(snapshot, snapshot.price().best());
        OptionGreeks one =
                offer.greeks(snapshot.price().best(), snapshot.block().timestamp());
        double nav = snapshot.envelope().nav().wholeAsDouble();
        double byGamma = (options.mostGamma(snapshot.price().best().asDouble(), nav) + now.gamma()) / one.gamma();
        double byVega = (options.mostVega(nav) + now.greeks().vega()) / one.vega();
        double room = Math.min(byGamma, byVega);
        if (!(room < size.wholeAsDouble())) {
            return size;
        }
        return room < LEAST_PART * size.wholeAsDouble()
                ? TokenAmount.zero(size.token())
                : TokenDelta.ofModel(size.token(), room).abs();
    }

    /** As many as what is idle can back; less by as much as it falls short, since backing is at most one for one. */
    private TokenAmount backed(OptionOffer offer, TokenAmount size) {
        TokenDelta needed =
                TradedOptions.backing(snapshot, offer, size.asDelta().negate());
        boolean inBase = needed.token().equals(snapshot.pair().base());
        if (inBase) {
            TokenAmount lacking = needed.max(TokenDelta.zero(needed.token()))
                    .abs()
                    .minusOrZero(snapshot.holdings().idleBase());
            return size.minusOrZero(lacking);
        }
        return size;
    }

    /** Premiums are convex in size: what costs too much is cut in proportion and then costs less than is left. */
    private TokenAmount affordable(OptionOffer offer, TokenAmount size) {
        double left = Math.min(
                options.premiumLeft().wholeAsDouble(),
                snapshot.holdings()
                        .idleQuote()
                        .minusOrZero(limits.idleQuoteReserve())
                        .wholeAsDouble());
        double worst = OptionTrade.of(
                        snapshot, offer, size.asDelta(), limits.cost().maxSlippage())
                .worst();
        return worst <= left
                ? size
                : TokenDelta.ofModel(size.token(), size.wholeAsDouble() * left / worst)
                        .abs();
    }

    private Optional<OptionOffer> series(
            OptionProgramme programme, OptionType type, int direction, List<OptionTrade> trades) {
        Instant now = snapshot.block().timestamp();
        return snapshot.offers().stream()
                .filter(offer -> offer.option().type() == type)
                .filter(offer -> {
                    Duration left = Duration.between(now, offer.option().expiry());
                    return left.compareTo(programme.leastToExpiry()) >= 0
                            && left.compareTo(programme.mostToExpiry()) <= 0;
                })
                .filter(offer -> !(direction < 0 ? offer.mostSold() : offer.mostBought()).isZero())
                // writing must not give away what is held for protection
                .filter(offer -> direction > 0
                        || TradedOptions.held(snapshot, offer.option()).signum() <= 0)
                .filter(offer -> hasRoom(offer, trades))
                .filter(offer -> distance(offer, programme) <= FARTHEST_DELTA)
                .min(Comparator.comparingDouble((OptionOffer offer) -> distance(offer, programme))
                        .thenComparing(offer -> offer.option().expiry())
                        .thenComparing(offer -> offer.option().listing()));
    }

    /** @param trades that come before it in the same plan */
    private boolean hasRoom(OptionOffer offer, List<OptionTrade> trades) {
        return !TradedOptions.held(snapshot, offer.option()).isZero() || offer.seriesLeft() > trades.size();
    }

    private double distance(OptionOffer offer, OptionProgramme programme) {
        double delta = offer.greeks(snapshot.price().best(), snapshot.block().timestamp())
                .delta();
        return Math.abs(Math.abs(delta) - programme.delta());
    }

    /** Contracts of this kind, held (1) or sold (-1), that have not expired; with their sign. */
    private TokenDelta alive(OptionType type, int side) {
        TokenDelta sum = TokenDelta.zero(snapshot.pair().base());
        for (Position position : snapshot.holdings().further().positions()) {
            if (position instanceof OptionPosition one
                    && one.type() == type
                    && one.contracts().signum() == side
                    && one.expiry().isAfter(snapshot.block().timestamp())) {
                sum = sum.plus(one.contracts());
            }
        }
        return sum;
    }
}
