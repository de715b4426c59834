package io.evenkeel.keeper.account;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainReader;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import java.util.Optional;

/** Who may call execute on a HedgeVault: its policy keeps the list, and the policy's owner changes it. */
public final class KeeperRole {
    private static final AbiFunction POLICY = HedgeVaultAbi.VAULT.function("policy");
    private static final AbiFunction SET_KEEPER =
            ContractAbi.load("evenkeel", "HedgePolicy").function("setKeeper");

    private static final AbiFunction REVOKE_KEEPER =
            ContractAbi.load("evenkeel", "HedgePolicy").function("revokeKeeper");

    private KeeperRole() {}

    /** Empty when nobody answers. */
    public static Optional<Address> policyOf(ChainReader chain, Address vault) {
        if (!(chain.call(vault, POLICY.encode(), new BlockTag.Latest()) instanceof CallOutcome.Returned returned)) {
            return Optional.empty();
        }
        AbiRecord answer = POLICY.decodeReturn(returned.data());
        return Optional.of(answer.address(answer.names().getFirst()));
    }

    /** For the policy's owner to send to the policy. */
    public static byte[] callData(Address keeper, boolean allowed) {
        return SET_KEEPER.encode(keeper, allowed);
    }

    /** For the policy's guardian to send to the policy; holds at once. */
    public static byte[] revocation(Address keeper) {
        return REVOKE_KEEPER.encode(keeper);
    }
}
