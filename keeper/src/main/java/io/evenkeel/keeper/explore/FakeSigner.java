package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.sign.PermittedExecution;
import io.evenkeel.keeper.sign.TransactionSigner;

/** Writes transactions the way the fake chain reads them. */
public final class FakeSigner implements TransactionSigner {
    public static final Address KEEPER = Address.of("0x00000000000000000000000000000000000000bb");

    private boolean locked;

    /** @param isLocked true: it does not sign until told otherwise */
    public void locked(boolean isLocked) {
        locked = isLocked;
    }

    @Override
    public Address address() {
        return KEEPER;
    }

    @Override
    public SigningOutcome sign(PermittedExecution permitted) {
        return locked
                ? new SigningOutcome.NotSigned("the key is locked")
                : new SigningOutcome.Signed(FakeTransaction.encode(permitted.transaction()));
    }

    @Override
    public void close() {}
}
