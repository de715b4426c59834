package io.evenkeel.keeper.settle;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.node.FakeTransaction;
import io.evenkeel.keeper.sign.PermittedExecution;
import io.evenkeel.keeper.sign.TransactionSigner;

/** Writes transactions the way the fake chain reads them. */
final class FakeSigner implements TransactionSigner {
    static final Address KEEPER = Address.of("0x00000000000000000000000000000000000000bb");

    boolean locked;

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
