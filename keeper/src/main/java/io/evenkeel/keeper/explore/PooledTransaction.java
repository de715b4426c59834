package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.units.FeePerGas;

/** Bytes a node has taken, and what they say. */
record PooledTransaction(SignedTransaction signed, UnsignedTransaction content) {
    static PooledTransaction of(byte[] raw) {
        return new PooledTransaction(
                new SignedTransaction(raw, FakeTransaction.hash(raw)), FakeTransaction.decode(raw));
    }

    TxHash hash() {
        return signed.hash();
    }

    Address from() {
        return content.from();
    }

    long nonce() {
        return content.nonce().value();
    }

    FeePerGas maxFee() {
        return content.maxFee();
    }

    FeePerGas maxTip() {
        return content.maxTip();
    }
}
