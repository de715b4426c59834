package io.evenkeel.testchain.vault;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.EnvelopeNumbers.VenueNumbers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.web3j.crypto.Hash;

/**
 * A hedge venue that a vault's policy may have besides those that every {@link VaultDeployment} gives it: what its owner
 * deploys and sets, and what its operator writes into the configuration. One class per protocol, and a line in
 * {@link VenueListings}.
 */
public interface VenueListing {
    /** The venue's name: its keccak is what the gauge answers as its venueId. */
    String venue();

    /** What it may carry where nothing else is said. */
    VenueNumbers numbers();

    /** Whether the chain has the protocol. */
    boolean isPossible(AddressBook book);

    /** Sends the creation of gauge and rule; the caller mines. */
    Deployed deploy(Transactor owner, ContractArtifacts artifacts, AddressBook book);

    /** The configuration's {@code contracts} of this venue. */
    Map<String, Address> contracts(AddressBook book);

    /** @param rules the rule of each contract that the vault calls for this venue */
    record Deployed(Address gauge, Map<Address, Address> rules) {
        public Deployed {
            rules = Map.copyOf(rules);
        }
    }

    /**
     * Deploys gauge and rule and has the policy's owner take them up, in a few blocks.
     *
     * @return the gauge
     */
    default Address on(ForkedChain chain, BlockProducer blocks, Address policy) {
        return on(chain, blocks, policy, numbers());
    }

    /** The same with caps of its own. */
    default Address on(ForkedChain chain, BlockProducer blocks, Address policy, VenueNumbers numbers) {
        AddressBook book = chain.addresses();
        Transactor owner = new Transactor(chain.rpc(), blocks, book.get("accounts.owner"));
        Deployed deployed = deploy(owner, ContractArtifacts.find(), book);
        owner.mine();
        byte[] venueId = Hash.sha3(venue().getBytes(StandardCharsets.US_ASCII));
        owner.call(
                policy,
                Function.parse("addVenue(address,uint16,uint16,uint16)", "(bytes32)"),
                abi(deployed.gauge()),
                numbers.equityCapBps(),
                numbers.shortCapBps(),
                numbers.haircutBps());
        Function setCallRule = Function.parse("setCallRule(address,address,bytes32)");
        deployed.rules().forEach((target, rule) -> owner.call(policy, setCallRule, abi(target), abi(rule), venueId));
        owner.mine();
        owner.call(policy, Function.parse("record()"));
        owner.mine();
        return deployed.gauge();
    }

    /** As headlong wants it. */
    static com.esaulpaugh.headlong.abi.Address abi(Address address) {
        return com.esaulpaugh.headlong.abi.Address.wrap(
                com.esaulpaugh.headlong.abi.Address.toChecksumAddress(address.hex()));
    }
}
