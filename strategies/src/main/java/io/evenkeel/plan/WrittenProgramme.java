package io.evenkeel.plan;

import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.OptionOffer;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.Position;
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
        TokenDelta written = alive(OptionType.CALL, -1).negate();
        TokenAmount idle = snapshot.holdings().idleBase();
        TokenAmount owned = idle.plus(written.abs());
        options.write().ifPresent(programme -> {
            TokenAmount missing =
                    owned.timesDown(programme.part()).minusOrZero(written.abs()).min(idle);
            add(programme, OptionType.CALL, missing, -1, trades, reasons);
        });
        options.protect().ifPresent(programme -> {
            TokenAmount missing = owned.timesDown(programme.part())
                    .minusOrZero(alive(OptionType.PUT, 1).abs());
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
        Optional<OptionOffer> found = series(programme, type, direction);
        if (found.isEmpty()) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%s %s, and no series on offer has a delta near %.2f and %d to %d days left",
                    Words.of(missing),
                    what,
                    programme.delta(),
                    programme.leastToExpiry().toDays(),
                    programme.mostToExpiry().toDays()));
            return;
        }
        OptionOffer offer = found.get();
        TokenAmount size = missing.min(direction < 0 ? offer.mostSold() : offer.mostBought());
        TokenDelta contracts = direction < 0
                ? size.asDelta().negate()
                : affordable(offer, size).asDelta();
        if (contracts.abs().compareTo(limits.smallestTrade()) < 0) {
            reasons.add(Words.of(missing) + " " + what + ": the premium left for a plan, "
                    + Words.of(options.premiumLeft()) + ", does not pay for any");
            return;
        }
        reasons.add(Words.of(missing) + " " + what + " to reach " + programme.part() + " of "
                + Words.of(snapshot.holdings()
                        .idleBase()
                        .plus(alive(OptionType.CALL, -1).abs())));
        trades.add(OptionTrade.of(snapshot, offer, contracts, limits.cost().maxSlippage()));
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

    private Optional<OptionOffer> series(OptionProgramme programme, OptionType type, int direction) {
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
                .filter(offer -> distance(offer, programme) <= FARTHEST_DELTA)
                .min(Comparator.comparingDouble((OptionOffer offer) -> distance(offer, programme))
                        .thenComparing(offer -> offer.option().expiry())
                        .thenComparing(offer -> offer.option().listing()));
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
