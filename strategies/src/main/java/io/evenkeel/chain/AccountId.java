package io.evenkeel.chain;

/** Whose position it is: the vault (or Safe, or plain key) that holds assets on one chain. */
public record AccountId(ChainId chainId, Address address) {
    @Override
    public String toString() {
        return address + "@" + chainId;
    }
}
