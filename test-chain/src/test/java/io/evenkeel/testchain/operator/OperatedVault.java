package io.evenkeel.testchain.operator;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.KeyHolders;
import io.evenkeel.keeper.LiveKeeper;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.jdbc.H2JournalFile;
import io.evenkeel.keeper.cli.Commands;
import io.evenkeel.keeper.config.ConfigReader;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.keeper.cycle.HedgeCycle.Conduct;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.KeystoreFormat.ReadOutcome;
import io.evenkeel.keeper.sign.SignerOpening;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.testchain.Faucet;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.demo.DemoFiles;
import io.evenkeel.testchain.demo.KeeperKey;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.vault.DeployedVault;
import io.evenkeel.testchain.vault.Transactor;
import io.evenkeel.testchain.vault.VaultDeployment;
import io.evenkeel.testchain.vault.VenueListing;
import io.evenkeel.testchain.vault.VenueListings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.web3j.crypto.Hash;
import tools.jackson.databind.JsonNode;

/**
 * A vault that was just deployed and filled, nothing of it hedged, and what its operator has: a folder with the
 * configuration, the keystore and its password.
 */
final class OperatedVault {
    private static final BigInteger HUNDRED_ETHER = BigInteger.TEN.pow(20);
    private static final String EXECUTED = Hash.sha3String("Executed(bytes32,uint256,int256,int256,uint256,uint256)");

    private static final int MOST_BLOCKS = 10;
    private static final int MOST_CYCLES = 12;
    private static final int MOST_INTENTS = 100;

    final ForkedChain chain;
    final MarketDriver market;
    final DeployedVault contracts;
    final Path folder;
    final Path config;
    final Address keeper;

    private OperatedVault(ForkedChain chain, MarketDriver market, Path folder, Address keeper) {
        this.chain = chain;
        this.market = market;
        this.folder = folder;
        this.keeper = keeper;
        market.step(MarketPrice.of("2000"));
        new Faucet(chain.rpc()).setEther(keeper, HUNDRED_ETHER);
        contracts = VaultDeployment.deploy(
                chain, market.blocks(), keeper, chain.addresses().get("accounts.owner"));
        List<VenueListing> listed = VenueListings.possibleOn(chain.addresses());
        listed.forEach(
                listing -> listing.on(chain, market.blocks(), contracts.main().policy()));
        config = DemoFiles.write(
                folder,
                chain.httpUrl(),
                chain.webSocketUrl(),
                chain.rpc().chainId(),
                chain.addresses(),
                contracts,
                listed,
                "");
    }

    static OperatedVault deploy(ForkedChain chain, MarketDriver market, Path folder) {
        return new OperatedVault(chain, market, folder, KeeperKey.make(folder).address());
    }

    /** What a command said and how it ended. */
    record Said(int exitCode, String output, String errors) {
        String all() {
            return output + errors;
        }
    }

    /** A command on this vault's configuration, in this process. */
    Said command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        String[] whole = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, whole, 0, arguments.length);
        whole[arguments.length] = "-c";
        whole[arguments.length + 1] = config.toString();
        int exitCode = Commands.execute(new PrintWriter(out), new PrintWriter(errors), whole);
        return new Said(exitCode, out.toString(), errors.toString());
    }

    /** Replaces text of the configuration, which must be there. */
    void edit(String from, String to) {
        try {
            String text = Files.readString(config);
            if (!text.contains(from)) {
                throw new AssertionError("the configuration has no '" + from + "'");
            }
            Files.writeString(config, text.replace(from, to));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A call by the account that is owner and guardian of the policy. */
    void asOwner(String signature, Object... arguments) {
        Transactor owner =
                new Transactor(chain.rpc(), market.blocks(), chain.addresses().get("accounts.owner"));
        owner.call(contracts.main().policy(), Function.parse(signature), arguments);
        owner.mine();
    }

    /** How many transactions of the keeper's are in blocks. */
    long transactionsMined() {
        return transactions("latest");
    }

    /** The same with those that wait for a block. */
    long transactionsSent() {
        return transactions("pending");
    }

    private long transactions(String view) {
        return JsonRpc.quantity(chain.rpc().request("eth_getTransactionCount", keeper.hex(), view))
                .longValueExact();
    }

    long sequence() {
        return new BigInteger(
                        1,
                        chain.rpc()
                                .call(
                                        contracts.main().vault(),
                                        Function.parse("sequence()")
                                                .encodeCallWithArgs()
                                                .array()))
                .longValueExact();
    }

    /** The vault's Executed events, each as the intent it names. */
    List<String> executedIntents() {
        JsonNode logs = chain.rpc()
                .request(
                        "eth_getLogs",
                        Map.of(
                                "address",
                                contracts.main().vault().hex(),
                                "fromBlock",
                                JsonRpc.hex(BigInteger.valueOf(contracts.block())),
                                "toBlock",
                                "latest",
                                "topics",
                                List.of(EXECUTED)));
        return logs.valueStream()
                .map(log -> log.path("topics").get(1).asString())
                .toList();
    }

    /** The newest intents of the journal, which no keeper may be writing now. */
    List<IntentEntry> journal() {
        try (Journal journal = journalCopy()) {
            return journal.newest(MOST_INTENTS);
        }
    }

    /** What the same journal says of them, line by line, oldest intent first. */
    List<String> stories() {
        try (Journal journal = journalCopy()) {
            return journal.newest(MOST_INTENTS).reversed().stream()
                    .flatMap(entry -> journal.history(entry.intent().intentId()).stream())
                    .map(Transition::note)
                    .toList();
        }
    }

    private Journal journalCopy() {
        return switch (H2JournalFile.openCopy(folder.resolve("state"))) {
            case JournalOpening.Refused refused -> throw new AssertionError(refused.reason());
            case JournalOpening.Opened opened -> opened.journal();
        };
    }

    /** The same keeper in this process, for a story of many cycles on the chain's own time. */
    LiveKeeper openKeeper() {
        KeeperConfig read = switch (ConfigReader.read(config)) {
            case ConfigReader.Outcome.Loaded loaded -> loaded.config();
            case ConfigReader.Outcome.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
        TransactionSigner signer = switch (KeyHolders.open(read.key().holder())) {
            case SignerOpening.Opened opened -> opened.signer();
            case SignerOpening.Refused refused -> throw new AssertionError(refused.reason());
        };
        Journal journal = switch (Wiring.journal(read)) {
            case JournalOpening.Opened opened -> opened.journal();
            case JournalOpening.Refused refused -> throw new AssertionError(refused.reason());
        };
        return Wiring.live(
                Wiring.readOnly(read, keeper, Clock.systemUTC()), signer, journal, Conduct.LIVE, this::chainTime);
    }

    /** One cycle, and if it sends something, blocks until that is settled. */
    CycleOutcome cycle(LiveKeeper live) {
        CycleOutcome outcome = live.cycle().run(new CycleTrigger.Operator(chainTime(), "test"));
        for (int block = 0; block < MOST_BLOCKS && !live.journal().unresolved().isEmpty(); block++) {
            market.mineBlock();
            live.settlement().step(chainTime());
        }
        if (!live.journal().unresolved().isEmpty()) {
            throw new AssertionError("not settled after " + MOST_BLOCKS + " blocks");
        }
        return outcome;
    }

    /** Cycles until one sends nothing; that one. */
    CycleOutcome cyclesUntilNothingIsSent(LiveKeeper live) {
        CycleOutcome outcome = cycle(live);
        for (int i = 1; i < MOST_CYCLES && outcome instanceof CycleOutcome.Broadcast; i++) {
            outcome = cycle(live);
        }
        return outcome;
    }

    /** What the keeper sees now. */
    MarketSnapshot snapshot(LiveKeeper live) {
        return switch (live.reading().snapshots().read()) {
            case SnapshotOutcome.Taken taken -> taken.snapshot();
            case SnapshotOutcome.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    private Instant chainTime() {
        return chain.rpc().blockTime();
    }

    /** What nobody may ever read anywhere: the keystore's password, and the key in it as digits. */
    List<String> secrets() {
        try {
            String password =
                    Files.readString(folder.resolve("keeper.password")).strip();
            if (!(new KeystoreJson().read(folder.resolve("keeper.json")) instanceof ReadOutcome.Read read)) {
                throw new AssertionError("the keystore cannot be read");
            }
            byte[] key = new ScryptKeystoreCipher()
                    .decrypt(read.keystore(), password.toCharArray())
                    .orElseThrow();
            return List.of(password, HexFormat.of().formatHex(key), new BigInteger(1, key).toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
