package io.evenkeel.keeper.sign;

import io.evenkeel.chain.Address;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A signer whose keystore is still being opened. Its key derivation takes up to a second on purpose, and only signing
 * needs the key: its address, and so everything that looks, is known from the start. Signing waits for it.
 */
public final class KeyInOpening implements TransactionSigner {
    private final Address address;
    private final CompletableFuture<SignerOpening> opening;

    private KeyInOpening(Address address, CompletableFuture<SignerOpening> opening) {
        this.address = address;
        this.opening = opening;
    }

    /**
     * Opens it on a thread of its own.
     *
     * @param address as the keystore says; the opener refuses a key of another
     */
    public static KeyInOpening start(Address address, Supplier<SignerOpening> opener) {
        CompletableFuture<SignerOpening> opening = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("key").start(() -> {
            try {
                opening.complete(opener.get());
            } catch (RuntimeException | Error broken) {
                opening.completeExceptionally(broken);
                throw broken;
            }
        });
        return new KeyInOpening(address, opening);
    }

    /** One that was opened, or refused, already. */
    public static KeyInOpening finished(Address address, SignerOpening opening) {
        return new KeyInOpening(address, CompletableFuture.completedFuture(opening));
    }

    /** Waits until it is open. @return why it cannot be opened; empty when it is */
    public Optional<String> refusal() {
        return opening.join() instanceof SignerOpening.Refused refused
                ? Optional.of(refused.reason())
                : Optional.empty();
    }

    @Override
    public Address address() {
        return address;
    }

    @Override
    public String heldBy() {
        return opening.join() instanceof SignerOpening.Opened opened
                ? opened.signer().heldBy()
                : TransactionSigner.super.heldBy();
    }

    @Override
    public Readiness readiness() {
        return switch (opening.join()) {
            case SignerOpening.Opened opened -> opened.signer().readiness();
            case SignerOpening.Refused refused -> new Readiness.NotNow(refused.reason());
        };
    }

    @Override
    public SigningOutcome sign(PermittedExecution permitted) {
        return switch (opening.join()) {
            case SignerOpening.Opened opened -> opened.signer().sign(permitted);
            case SignerOpening.Refused refused -> new SigningOutcome.NotSigned(refused.reason());
        };
    }

    @Override
    public void close() {
        opening.thenAccept(ended -> {
            if (ended instanceof SignerOpening.Opened opened) {
                opened.signer().close();
            }
        });
    }
}
