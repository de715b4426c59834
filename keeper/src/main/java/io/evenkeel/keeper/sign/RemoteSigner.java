package io.evenkeel.keeper.sign;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.sign.RemoteKey.KeysAnswer;
import io.evenkeel.keeper.sign.RemoteKey.SignatureAnswer;
import io.evenkeel.keeper.sign.TransactionCodec.Assembly;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has a key of somebody else's sign, and believes no answer: a signature is used only when the configured address made
 * it, of exactly the transaction that was permitted.
 */
public final class RemoteSigner implements TransactionSigner {
    private final Address address;
    private final RemoteKey key;
    private final TransactionCodec codec;
    /** Which of the holder's keys is ours; asked for once, since it follows from the address. */
    private byte @Nullable [] publicKey;

    private boolean closed;

    /** @param address the configured one; the holder must have its key */
    public RemoteSigner(Address address, RemoteKey key, TransactionCodec codec) {
        this.address = address;
        this.key = key;
        this.codec = codec;
    }

    @Override
    public Address address() {
        return address;
    }

    @Override
    public String heldBy() {
        return key.holder();
    }

    @Override
    public synchronized Readiness readiness() {
        if (closed) {
            return new Readiness.NotNow(heldBy() + " is closed");
        }
        return switch (key.publicKeys()) {
            case KeysAnswer.NoKeys none -> new Readiness.NotNow(heldBy() + " " + none.reason());
            case KeysAnswer.Keys keys -> {
                Optional<byte[]> ours = keys.publicKeys().stream()
                        .filter(each -> codec.addressOf(each).equals(address))
                        .findFirst();
                ours.ifPresent(found -> publicKey = found);
                yield ours.isPresent() ? new Readiness.Ready() : new Readiness.WrongKey(otherKeys(keys));
            }
        };
    }

    @Override
    public synchronized SigningOutcome sign(PermittedExecution permitted) {
        UnsignedTransaction transaction = permitted.transaction();
        if (!transaction.from().equals(address)) {
            return new SigningOutcome.NotSigned(heldBy() + " signs for " + address + ", not for " + transaction.from());
        }
        if (publicKey == null) {
            switch (readiness()) {
                case Readiness.Ready ready -> {}
                case Readiness.NotNow notNow -> {
                    return new SigningOutcome.NotSigned(notNow.reason());
                }
                case Readiness.WrongKey wrong -> {
                    return new SigningOutcome.NotSigned(wrong.reason());
                }
            }
        }
        return publicKey == null || closed
                ? new SigningOutcome.NotSigned(heldBy() + " is closed")
                : sign(transaction, publicKey);
    }

    private SigningOutcome sign(UnsignedTransaction transaction, byte[] ours) {
        byte[] payload = codec.payload(transaction);
        return switch (key.sign(ours, payload, codec.hash(payload))) {
            case SignatureAnswer.NoSignature none -> {
                // It may have lost or changed its keys; the next signature asks for them again.
                publicKey = null;
                yield new SigningOutcome.NotSigned(heldBy() + " " + none.reason());
            }
            case SignatureAnswer.Answered answered ->
                switch (codec.assemble(transaction, answered.signature())) {
                    case Assembly.Assembled assembled -> new SigningOutcome.Signed(assembled.transaction());
                    case Assembly.NotTheSenders not ->
                        new SigningOutcome.NotSigned(heldBy() + " answered with a signature that is not " + address
                                + "'s of this transaction: another key's or another payload's. It is not used");
                };
        };
    }

    private String otherKeys(KeysAnswer.Keys keys) {
        String others = keys.publicKeys().stream()
                .map(each -> codec.addressOf(each).hex())
                .sorted()
                .collect(Collectors.joining(", "));
        return heldBy() + " does not hold the key of " + address + "; "
                + (others.isEmpty() ? "it holds none that we may use" : "it holds " + others);
    }

    @Override
    public synchronized void close() {
        closed = true;
        key.close();
    }
}
