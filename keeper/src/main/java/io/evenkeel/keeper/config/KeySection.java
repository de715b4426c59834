package io.evenkeel.keeper.config;

import io.evenkeel.keeper.config.KeeperConfig.Fees;
import io.evenkeel.keeper.config.KeeperConfig.Key;
import io.evenkeel.keeper.sign.DailyLimits;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;

/** The group {@code key}: who signs, and how much of it a day. */
final class KeySection {
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
        Optional<Path> password = keys.optionalText("passwordFile").map(folder::resolve);
        return new KeyHolder.Keystore(folder.resolve(keys.text("keystore")), password);
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
}
