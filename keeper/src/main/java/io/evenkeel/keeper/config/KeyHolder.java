package io.evenkeel.keeper.config;

import io.evenkeel.chain.Address;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Who holds the key. Never a password, only the files they are in. All but the keystore, which says it itself, name
 * the address that shall sign: commands that only look need no key for it, and another key in its place is noticed.
 */
public sealed interface KeyHolder {
    /** An encrypted file in this machine, version 3. Without a password file the password is asked for. */
    record Keystore(Path file, Optional<Path> passwordFile) implements KeyHolder {}

    /** @param alias which key, where the file holds several */
    record Pkcs12(Path file, Optional<String> alias, Address address, Optional<Path> passwordFile)
            implements KeyHolder {}

    /**
     * A signer at the other end of a connection on which each side shows a certificate.
     *
     * @param clientCertificate our own and its key, PKCS#12
     * @param trust PEM certificates or a PKCS#12 store: who may vouch for the signer, and nobody else
     * @param timeout of one whole request
     */
    record Web3Signer(
            URI url,
            Address address,
            Path clientCertificate,
            Path clientPasswordFile,
            Path trust,
            Optional<Path> trustPasswordFile,
            Duration timeout)
            implements KeyHolder {}

    /**
     * A key that never leaves the service. Credentials come from where the service's own tools look for them.
     *
     * @param keyId id, ARN or alias
     * @param endpoint instead of the region's public one
     * @param timeout of one whole request, its retries included
     */
    record AwsKms(String keyId, String region, Address address, Optional<URI> endpoint, Duration timeout)
            implements KeyHolder {}
}
