package io.evenkeel.testchain.operator;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.adapter.jdbc.H2JournalFile;
import io.evenkeel.keeper.cli.Commands;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
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
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
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
        config = DemoFiles.write(
                folder, chain.httpUrl(), chain.webSocketUrl(), chain.rpc().chainId(), chain.addresses(), contracts);
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
        return switch (H2JournalFile.openCopy(folder.resolve("state"))) {
            case JournalOpening.Refused refused -> throw new AssertionError(refused.reason());
            case JournalOpening.Opened opened -> {
                try (Journal journal = opened.journal()) {
                    yield journal.newest(100);
                }
            }
        };
    }

    String password() {
        try {
            return Files.readString(folder.resolve("keeper.password")).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
