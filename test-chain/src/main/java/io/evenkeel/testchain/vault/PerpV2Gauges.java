package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.VenueListing.abi;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import java.nio.charset.StandardCharsets;
import org.web3j.crypto.Hash;

/** Perp v2's gauge, which knows the admin of the proxies where there are proxies; and another in its place. */
public final class PerpV2Gauges {
    private PerpV2Gauges() {}

    static Address deploy(Transactor owner, ContractArtifacts artifacts, AddressBook book) {
        return owner.deploy(
                "PerpV2Gauge",
                artifacts.creation(
                        "gauges/PerpV2Gauge",
                        "(string,address,address,address,address)",
                        DeployedVault.PERP,
                        abi(book.get("perpV2.clearingHouse")),
                        abi(book.get("perpV2.baseToken")),
                        abi(book.get("tokens.usdc")),
                        abi(book.has("perpV2.proxyAdmin") ? book.get("perpV2.proxyAdmin") : Address.ZERO)));
    }

    /** What the policy's owner does after an upgrade: a gauge made anew takes the protocol for what it now is. */
    public static void replace(ForkedChain chain, BlockProducer blocks, Address policy) {
        AddressBook book = chain.addresses();
        Transactor owner = new Transactor(chain.rpc(), blocks, book.get("accounts.owner"));
        Address gauge = deploy(owner, ContractArtifacts.find(), book);
        owner.mine();
        byte[] venueId = Hash.sha3(DeployedVault.PERP.getBytes(StandardCharsets.US_ASCII));
        owner.call(policy, Function.parse("replaceGauge(bytes32,address)"), venueId, abi(gauge));
        owner.mine();
    }
}
