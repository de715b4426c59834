package io.evenkeel.keeper.config;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.config.KeeperConfig.Fees;
import io.evenkeel.keeper.config.KeeperConfig.Key;
import io.evenkeel.keeper.sign.DailyLimits;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The group {@code key}: who signs, and how much of it a day. */
final class KeySection {
    private static final List<String> HOLDERS = List.of("keystore", "pkcs12", "web3signer", "awsKms");
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final Wei ONE_WEI = new Wei(BigInteger.ONE);
    private static final Wei MOST_PER_DAY = new Wei(BigInteger.TEN.pow(18 + 6));
    private static final int MOST_TRANSACTIONS = 100_000;

    private final ConfigSection keys;
    private final Path folder;

    private KeySection(ConfigSection keys, Path folder) {
        this.keys = keys;
        this.folder = folder;
    }

    static Key read(ConfigSection keys, Path folder, Fees fees) {
        KeySection section = new KeySection(keys, folder);
        return new Key(section.holder(), section.limits(fees));
    }

    private KeyHolder holder() {
        List<String> given = HOLDERS.stream().filter(keys::holds).toList();
        if (given.size() > 1) {
            given.forEach(keys::passOver);
            keys.passOver("passwordFile");
            keys.problem(given.get(1), "stands beside key." + given.get(0) + "; one key signs, so keep one of them");
            return new KeyHolder.Keystore(folder, Optional.empty());
        }
        return switch (given.isEmpty() ? "keystore" : given.get(0)) {
            case "pkcs12" -> pkcs12(keys.section("pkcs12"));
            case "web3signer" -> web3Signer(keys.section("web3signer"));
            case "awsKms" -> awsKms(keys.section("awsKms"));
            default -> keystore(given.isEmpty());
        };
    }

    private KeyHolder keystore(boolean noneGiven) {
        Optional<Path> password = optionalFile(keys, "passwordFile");
        if (noneGiven) {
            keys.passOver("keystore");
            keys.problem(
                    "keystore",
                    "missing, and so are " + String.join(", ", HOLDERS.subList(1, HOLDERS.size()))
                            + "; say who holds the key");
            return new KeyHolder.Keystore(folder, password);
        }
        return new KeyHolder.Keystore(file(keys, "keystore"), password);
    }

    private KeyHolder pkcs12(ConfigSection section) {
        return new KeyHolder.Pkcs12(
                file(section, "file"),
                section.optionalText("alias"),
                section.address("address"),
                optionalFile(keys, "passwordFile"));
    }

    private KeyHolder web3Signer(ConfigSection section) {
        URI url = section.uri("url", "https");
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            section.problem("url", "holds more than host, port and path; the client certificate is what identifies us");
        }
        return new KeyHolder.Web3Signer(
                url,
                section.address("address"),
                file(section, "clientCertificate"),
                file(section, "clientPasswordFile"),
                file(section, "trust"),
                optionalFile(section, "trustPasswordFile"),
                timeout(section));
    }

    private static KeyHolder awsKms(ConfigSection section) {
        String keyId = section.text("keyId");
        String region = section.text("region");
        if (!region.isEmpty() && !region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            section.problem("region", "is '" + region + "'; want a region's name, as in eu-central-1");
        }
        Address address = section.address("address");
        return new KeyHolder.AwsKms(keyId, region, address, section.optionalUri("endpoint", "https"), timeout(section));
    }

    private static Duration timeout(ConfigSection section) {
        section.passOver("timeout");
        return section.holds("timeout")
                ? section.duration("timeout", SHORTEST_TIMEOUT, LONGEST_TIMEOUT)
                : Duration.ofSeconds(5);
    }

    private DailyLimits limits(Fees fees) {
        DailyLimits usual = DailyLimits.usual(fees.ceiling(), fees.urgentCeiling());
        Optional<ConfigSection> given = keys.optionalSection("limits");
        if (given.isEmpty()) {
            return usual;
        }
        ConfigSection section = given.get();
        Wei fee = wei(section, "feePerDay", ONE_WEI, usual.fee());
        int transactions = count(section, "transactionsPerDay", 1, usual.transactions());
        Wei reservedFee = wei(section, "urgentReserve", Wei.ZERO, usual.reservedFee());
        int reserved = count(section, "urgentTransactions", 0, usual.reservedTransactions());
        return section.hasProblems() ? usual : new DailyLimits(fee, transactions, reservedFee, reserved);
    }

    private static Wei wei(ConfigSection section, String key, Wei least, Wei unlessGiven) {
        section.passOver(key);
        return section.holds(key) ? section.wei(key, least, MOST_PER_DAY) : unlessGiven;
    }

    private static int count(ConfigSection section, String key, int least, int unlessGiven) {
        section.passOver(key);
        return section.holds(key) ? (int) section.integer(key, least, MOST_TRANSACTIONS) : unlessGiven;
    }

    private Path file(ConfigSection section, String key) {
        return folder.resolve(section.text(key));
    }

    private Optional<Path> optionalFile(ConfigSection section, String key) {
        return section.optionalText(key).map(folder::resolve);
    }
}
