package io.evenkeel.keeper.config;

import io.evenkeel.chain.Address;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Wei;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One map of the configuration, read key by key. Nothing throws: a value that is missing or wrong is added to the
 * list of problems, and a harmless stand-in is returned so that the reading goes on and finds the other problems.
 * The stand-ins never leave {@link ConfigReader}: a configuration with problems is not built.
 */
public final class ConfigSection {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h|d)");
    private static final Pattern PART = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,2})?) ?(%|bps)");
    private static final Pattern FRACTION = Pattern.compile("(-?\\d{1,6}(?:\\.\\d{1,6})?) ?(%|bps)");
    private static final Pattern COIN = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?) ?(ether|gwei|wei)");
    private static final Pattern FEE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?(gwei|wei)");

    private final String path;
    private final Map<String, Object> values;
    private final List<ConfigProblem> problems;
    private final Set<String> asked = new HashSet<>();
    private final List<ConfigSection> children = new ArrayList<>();

    public ConfigSection(String path, Map<String, Object> values, List<ConfigProblem> problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    public ConfigSection section(String key) {
        return child(key, value(key), true);
    }

    /** A section that may be absent. */
    public Optional<ConfigSection> optionalSection(String key) {
        asked.add(key);
        return values.get(key) == null ? Optional.empty() : Optional.of(child(key, values.get(key), true));
    }

    /** Whether this key has a value. Does not count as asking for it. */
    public boolean holds(String key) {
        return values.get(key) != null;
    }

    /** Whether this key, which may also be one value, is a group of keys here. */
    public boolean holdsGroup(String key) {
        return values.get(key) instanceof Map;
    }

    /** A list of sections; at least {@code least} and at most {@code most}. */
    public List<ConfigSection> sections(String key, int least, int most) {
        List<ConfigSection> found = new ArrayList<>();
        if (value(key) instanceof List<?> items) {
            for (int index = 0; index < items.size(); index++) {
                found.add(child(key + "[" + index + "]", items.get(index), false));
            }
            if (items.size() < least || items.size() > most) {
                problem(key, "has " + items.size() + " entries; want " + least + " to " + most);
            }
        } else {
            problem(key, "must be a list of " + least + " to " + most + " entries");
        }
        return found;
    }

    public String text(String key) {
        return parse(key, "", text -> text, "any text", "missing");
    }

    public Optional<String> optionalText(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key)).map(Object::toString);
    }

    /** A key that cannot be judged, because something it depends on is already wrong. */
    public void passOver(String key) {
        asked.add(key);
    }

    /** One of a fixed set of words. */
    public String oneOf(String key, String... words) {
        String given = text(key);
        for (String word : words) {
            if (word.equals(given)) {
                return given;
            }
        }
        if (values.get(key) != null) {
            problem(key, "is '" + given + "'; want one of " + String.join(", ", words));
        }
        return words[0];
    }

    public Address address(String key) {
        return parse(key, Address.ZERO, Address::of, "0x and 40 hex digits", "0x…");
    }

    public URI uri(String key, String... schemes) {
        URI given = parse(key, URI.create("http://invalid"), ConfigSection::toUri, "a URL", schemes[0] + "://…");
        if (values.get(key) != null && !List.of(schemes).contains(String.valueOf(given.getScheme()))) {
            problem(key, "has scheme '" + given.getScheme() + "'; want " + String.join(" or ", schemes));
        }
        return given;
    }

    public Optional<URI> optionalUri(String key, String... schemes) {
        asked.add(key);
        return values.get(key) == null ? Optional.empty() : Optional.of(uri(key, schemes));
    }

    public Duration duration(String key, Duration least, Duration most) {
        Duration given = parse(key, least, ConfigSection::toDuration, "a number and ms, s, m, h or d", words(least));
        return within(key, given, least, most, words(least), words(most));
    }

    public Bps bps(String key, Bps least, Bps most) {
        Bps given = parse(key, least, ConfigSection::toBps, "a number and % or bps", "0.5 %");
        return within(key, given, least, most, least.toString(), most.toString());
    }

    /** A part as a model takes it, finer than a basis point and on either side of zero: 0.01 for {@code 1 %}. */
    public double fraction(String key, double least, double most) {
        double given = parse(key, least, ConfigSection::toFraction, "a number and % or bps", "0.045 %");
        return within(key, given, least, most, percent(least), percent(most));
    }

    /** A time of day and year in UTC: {@code 2024-01-01T00:00:00Z}. */
    public Optional<Instant> optionalInstant(String key) {
        asked.add(key);
        return values.get(key) == null
                ? Optional.empty()
                : Optional.of(parse(key, Instant.EPOCH, ConfigSection::toInstant, "a time", "2024-01-01T00:00:00Z"));
    }

    /** A list of sections that may be absent. */
    public List<ConfigSection> optionalSections(String key, int most) {
        asked.add(key);
        return values.get(key) == null ? List.of() : sections(key, 0, most);
    }

    /** Coin of the chain: {@code 0.5 ether}. */
    public Wei wei(String key, Wei least, Wei most) {
        Wei given = parse(key, least, ConfigSection::toWei, "a number and ether, gwei or wei", "0.5 ether");
        return within(key, given, least, most, least.toString(), most.toString());
    }

    public FeePerGas fee(String key, FeePerGas least, FeePerGas most) {
        FeePerGas given = parse(key, least, ConfigSection::toFee, "a number and gwei or wei", "30 gwei");
        return within(key, given, least, most, least.toString(), most.toString());
    }

    public long integer(String key, long least, long most) {
        long given = parse(key, least, Long::parseLong, "a whole number", Long.toString(least));
        return within(key, given, least, most, Long.toString(least), Long.toString(most));
    }

    /** A plain decimal number, for model parameters only. */
    public double number(String key, double least, double most) {
        double given = parse(key, least, Double::parseDouble, "a number", Double.toString(least));
        return within(key, given, least, most, Double.toString(least), Double.toString(most));
    }

    /** A list of single values, one at least. */
    public <T> List<T> values(String key, int most, Function<String, T> reader, String example) {
        List<T> found = new ArrayList<>();
        if (!(value(key) instanceof List<?> items) || items.isEmpty() || items.size() > most) {
            problem(key, "must be a list of 1 to " + most + " values, as in [" + example + "]");
            return found;
        }
        for (Object item : items) {
            try {
                found.add(reader.apply(String.valueOf(item).strip()));
            } catch (IllegalArgumentException refused) {
                problem(key, "has '" + item + "'; want values as in [" + example + "]");
            }
        }
        return found;
    }

    /** An exact decimal, for amounts of a token: {@code 12.5}. */
    public BigDecimal decimal(String key, BigDecimal least, BigDecimal most) {
        BigDecimal given = parse(key, least, BigDecimal::new, "a decimal number", least.toPlainString());
        return within(key, given, least, most, least.toPlainString(), most.toPlainString());
    }

    /** Adds a problem found by whoever looks at several values together. */
    public void problem(String key, String message) {
        problems.add(new ConfigProblem(qualified(key), message));
    }

    /** Whether anything here or below was wrong so far; then its values are stand-ins and mean nothing together. */
    public boolean hasProblems() {
        return problems.stream()
                .anyMatch(found -> found.key().equals(path) || found.key().startsWith(path + "."));
    }

    /** After everything was asked for: every key that nobody asked for is a problem, here and below. */
    public void refuseUnknownKeys() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problem(
                        key,
                        "unknown key; remove it, or mend its spelling (known here: " + String.join(", ", known())
                                + ")");
            }
        }
        children.forEach(ConfigSection::refuseUnknownKeys);
    }

    private List<String> known() {
        return asked.stream().sorted().toList();
    }

    private <T> T parse(String key, T standIn, Function<String, T> reader, String wanted, String example) {
        Object given = value(key);
        if (given == null) {
            return standIn;
        }
        if (given instanceof Map || given instanceof List) {
            problem(key, "must be one value, " + wanted);
            return standIn;
        }
        try {
            return reader.apply(given.toString().strip());
        } catch (IllegalArgumentException refused) {
            problem(key, "is '" + given + "'; want " + wanted + ", as in " + example);
            return standIn;
        }
    }

    private <T extends Comparable<T>> T within(String key, T given, T least, T most, String low, String high) {
        if (values.get(key) != null && (given.compareTo(least) < 0 || given.compareTo(most) > 0)) {
            problem(key, "is " + values.get(key) + "; want " + low + " to " + high);
        }
        return given;
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        Object given = values.get(key);
        if (given == null) {
            problem(key, "missing; it has no default");
        }
        return given;
    }

    @SuppressWarnings("unchecked")
    private ConfigSection child(String key, @Nullable Object given, boolean named) {
        if (named) {
            asked.add(key);
        }
        Map<String, Object> below = Map.of();
        if (given instanceof Map<?, ?> map) {
            below = (Map<String, Object>) map;
        } else if (given != null) {
            problem(key, "must be a group of keys");
        }
        // A missing group is one problem, not one for each key in it.
        ConfigSection section =
                new ConfigSection(qualified(key), below, given instanceof Map ? problems : new ArrayList<>());
        children.add(section);
        return section;
    }

    private String qualified(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static URI toUri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getHost() == null) {
                throw new IllegalArgumentException(text);
            }
            return uri;
        } catch (URISyntaxException notOne) {
            throw new IllegalArgumentException(notOne);
        }
    }

    static Duration toDuration(String text) {
        Matcher found = matched(DURATION, text);
        long count = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    static Bps toBps(String text) {
        Matcher found = matched(PART, text);
        BigDecimal count = new BigDecimal(found.group(1));
        try {
            return new Bps((found.group(2).equals("%") ? count.movePointRight(2) : count).intValueExact());
        } catch (ArithmeticException tooFine) {
            throw new IllegalArgumentException(text, tooFine);
        }
    }

    static double toFraction(String text) {
        Matcher found = matched(FRACTION, text);
        return new BigDecimal(found.group(1))
                .movePointLeft(found.group(2).equals("%") ? 2 : 4)
                .doubleValue();
    }

    private static Instant toInstant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notOne) {
            throw new IllegalArgumentException(notOne);
        }
    }

    private static String percent(double fraction) {
        return BigDecimal.valueOf(fraction)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    static FeePerGas toFee(String text) {
        Matcher found = matched(FEE, text);
        return found.group(2).equals("gwei")
                ? FeePerGas.ofGwei(found.group(1))
                : new FeePerGas(new BigDecimal(found.group(1)).toBigInteger());
    }

    static Wei toWei(String text) {
        Matcher found = matched(COIN, text);
        int decimals = switch (found.group(2)) {
            case "ether" -> 18;
            case "gwei" -> 9;
            default -> 0;
        };
        try {
            return new Wei(
                    new BigDecimal(found.group(1)).movePointRight(decimals).toBigIntegerExact());
        } catch (ArithmeticException tooFine) {
            throw new IllegalArgumentException(text, tooFine);
        }
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return matcher;
    }

    private static String words(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + "d";
        }
        return seconds % 3600 == 0 && seconds > 0
                ? seconds / 3600 + "h"
                : seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
