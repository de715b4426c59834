package io.evenkeel.keeper.adapter.okhttp;

import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A connection on which each side shows a certificate: ours from one file, who may vouch for theirs from another. */
public final class MutualTls {
    private static final byte[] PEM_BEGINS = "-----BEGIN".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final SSLSocketFactory sockets;
    private final X509TrustManager trust;

    private MutualTls(SSLSocketFactory sockets, X509TrustManager trust) {
        this.sockets = sockets;
        this.trust = trust;
    }

    SSLSocketFactory sockets() {
        return sockets;
    }

    X509TrustManager trust() {
        return trust;
    }

    public sealed interface Opening {
        record Opened(MutualTls tls) implements Opening {}

        record Refused(String reason) implements Opening {}
    }

    /**
     * @param client PKCS#12 with our certificate and its key
     * @param trusted PEM certificates or a PKCS#12 store, of an authority or of the signer itself
     * @param trustPassword of the store; a store without one is read without
     */
    public static Opening open(
            Path client, PasswordSource clientPassword, Path trusted, Optional<PasswordSource> trustPassword) {
        try {
            KeyManagerFactory keys = clientKeys(client, clientPassword);
            X509TrustManager trust = trust(trusted, trustPassword);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
            return new Opening.Opened(new MutualTls(context.getSocketFactory(), trust));
        } catch (NotUsable told) {
            return new Opening.Refused(String.valueOf(told.getMessage()));
        } catch (GeneralSecurityException e) {
            return new Opening.Refused("TLS cannot be set up: " + e.getClass().getSimpleName());
        }
    }

    /** What is wrong with a file, in a sentence. */
    private static final class NotUsable extends Exception {
        private static final long serialVersionUID = 1;

        NotUsable(String reason) {
            super(reason);
        }
    }

    private static KeyManagerFactory clientKeys(Path file, PasswordSource source)
            throws GeneralSecurityException, NotUsable {
        char[] password = password(source);
        try {
            KeyStore store = store(file, password);
            boolean hasKey = false;
            for (String alias : Collections.list(store.aliases())) {
                hasKey |= store.isKeyEntry(alias);
            }
            if (!hasKey) {
                throw new NotUsable("client certificate file " + file + " holds no private key");
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            return keys;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static X509TrustManager trust(Path file, Optional<PasswordSource> source)
            throws GeneralSecurityException, NotUsable {
        byte[] content = content(file);
        KeyStore store = startsWith(content, PEM_BEGINS) ? ofPem(file, content) : ofStore(file, source);
        if (store.size() == 0) {
            throw new NotUsable("trust file " + file + " holds no certificate");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("every Java has an X.509 trust manager");
    }

    private static KeyStore ofPem(Path file, byte[] pem) throws GeneralSecurityException, NotUsable {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            int count = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("trusted-" + count++, certificate);
            }
            return store;
        } catch (IOException | CertificateException e) {
            throw new NotUsable("trust file " + file + " is not PEM certificates");
        }
    }

    private static KeyStore ofStore(Path file, Optional<PasswordSource> source)
            throws GeneralSecurityException, NotUsable {
        if (source.isEmpty()) {
            return store(file, null);
        }
        char[] password = password(source.get());
        try {
            return store(file, password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static KeyStore store(Path file, char @Nullable [] password) throws GeneralSecurityException, NotUsable {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new ByteArrayInputStream(content(file))) {
            store.load(in, password);
            return store;
        } catch (IOException e) {
            throw new NotUsable(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "wrong password for " + file
                            : file + " is not a PKCS#12 file");
        } catch (CertificateException e) {
            throw new NotUsable(file + " holds a certificate that cannot be read");
        }
    }

    private static char[] password(PasswordSource source) throws NotUsable {
        return switch (source.read()) {
            case PasswordOutcome.Password password -> password.characters();
            case PasswordOutcome.NoPassword none -> throw new NotUsable(none.reason());
        };
    }

    private static byte[] content(Path file) throws NotUsable {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new NotUsable(file + " does not exist");
        } catch (IOException e) {
            throw new NotUsable(file + " cannot be read");
        }
    }

    private static boolean startsWith(byte[] content, byte[] prefix) {
        return content.length >= prefix.length && Arrays.equals(content, 0, prefix.length, prefix, 0, prefix.length);
    }
}
