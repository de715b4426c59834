package io.evenkeel.keeper.journal;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Pair;
import io.evenkeel.market.PendingChange;
import io.evenkeel.plan.OrderLife;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An order's life as a line of its intent's story, for people and for the keeper's next start: {@code order FILLED
 * perps-v2:ETH size -5 since 2021-05-19T12:00:00Z}. Names and values take turns, in any order; amounts are whole base
 * tokens, prices quote for one base, both with every digit.
 */
public final class OrderLine {
    private static final String START = "order";
    private static final String NEVER = "never";

    private OrderLine() {}

    public static String of(OrderLife life) {
        String common = START + " " + state(life) + " " + life.venue() + " size " + number(life.size()) + " since "
                + life.since();
        return common
                + switch (life) {
                    case OrderLife.Submitted order ->
                        " before " + number(order.before()) + " sequence " + order.sequence() + " deadline "
                                + order.deadline();
                    case OrderLife.Pending order -> waiting(order.order(), order.before());
                    case OrderLife.Frozen order -> waiting(order.order(), order.before());
                    case OrderLife.Overtaken order -> " left " + number(order.left());
                    case OrderLife.Filled order -> "";
                    case OrderLife.Cancelled order -> "";
                    case OrderLife.Expired order -> "";
                    case OrderLife.NotTaken order -> "";
                };
    }

    /** Empty for a line that tells of something else. */
    public static Optional<OrderLife> read(String line, Pair pair) {
        String[] words = line.split(" ", -1);
        if (words.length < 3 || !START.equals(words[0]) || words.length % 2 == 0) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 3; i < words.length; i += 2) {
            values.put(words[i], words[i + 1]);
        }
        try {
            VenueId venue = new VenueId(pair.base().chainId(), words[2]);
            return new Reading(values, pair).life(words[1], venue);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String state(OrderLife life) {
        return switch (life) {
            case OrderLife.Submitted order -> "SUBMITTED";
            case OrderLife.Pending order -> "PENDING";
            case OrderLife.Filled order -> "FILLED";
            case OrderLife.Cancelled order -> "CANCELLED";
            case OrderLife.Expired order -> "EXPIRED";
            case OrderLife.Frozen order -> "FROZEN";
            case OrderLife.NotTaken order -> "NOT-TAKEN";
            case OrderLife.Overtaken order -> "OVERTAKEN";
        };
    }

    private static String waiting(PendingChange order, TokenDelta before) {
        return " before " + number(before) + " committed " + order.committedAt() + " from " + order.fillableFrom()
                + " until " + order.fillableUntil().map(Instant::toString).orElse(NEVER) + " cancellable "
                + order.cancellableFrom() + " worst "
                + decimal(order.worstPrice().e18(), 18);
    }

    private static String number(TokenDelta delta) {
        return decimal(delta.units(), delta.token().decimals());
    }

    private static String decimal(BigInteger units, int decimals) {
        return new BigDecimal(units, decimals).stripTrailingZeros().toPlainString();
    }

    private record Reading(Map<String, String> values, Pair pair) {
        Optional<OrderLife> life(String state, VenueId venue) {
            TokenDelta size = delta("size");
            Instant since = instant("since");
            return Optional.ofNullable(
                    switch (state) {
                        case "SUBMITTED" ->
                            new OrderLife.Submitted(
                                    venue,
                                    size,
                                    since,
                                    delta("before"),
                                    Long.parseLong(value("sequence")),
                                    instant("deadline"));
                        case "PENDING" -> new OrderLife.Pending(venue, order(size, true), since, delta("before"));
                        case "FROZEN" -> new OrderLife.Frozen(venue, order(size, false), since, delta("before"));
                        case "FILLED" -> new OrderLife.Filled(venue, size, since);
                        case "CANCELLED" -> new OrderLife.Cancelled(venue, size, since);
                        case "EXPIRED" -> new OrderLife.Expired(venue, size, since);
                        case "NOT-TAKEN" -> new OrderLife.NotTaken(venue, size, since);
                        case "OVERTAKEN" -> new OrderLife.Overtaken(venue, size, since, delta("left"));
                        default -> null;
                    });
        }

        private PendingChange order(TokenDelta size, boolean fillable) {
            String until = value("until");
            return new PendingChange(
                    size,
                    instant("committed"),
                    instant("from"),
                    NEVER.equals(until) ? Optional.empty() : Optional.of(Instant.parse(until)),
                    instant("cancellable"),
                    Price.of(pair.base(), pair.quote(), value("worst")),
                    fillable);
        }

        private TokenDelta delta(String name) {
            return TokenDelta.of(pair.base(), value(name));
        }

        private Instant instant(String name) {
            return Instant.parse(value(name));
        }

        private String value(String name) {
            return Optional.ofNullable(values.get(name)).orElseThrow(() -> new IllegalArgumentException("no " + name));
        }
    }
}
