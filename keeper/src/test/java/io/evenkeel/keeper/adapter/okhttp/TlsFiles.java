package io.evenkeel.keeper.adapter.okhttp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import okhttp3.tls.HeldCertificate;

/** Certificates of both sides, and the files an operator would have of them. */
public final class TlsFiles {
    public static final String PASSWORD = "client secret";

    final HeldCertificate authority = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("signers' authority")
            .build();
    final HeldCertificate clients = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("clients' authority")
            .build();
    final Path folder;

    public TlsFiles(Path folder) {
        this.folder = folder;
    }

    /** For a host's name, signed by our authority. */
    HeldCertificate server(String host) {
        return new HeldCertificate.Builder()
                .signedBy(authority)
                .addSubjectAlternativeName(host)
                .build();
    }

    public Web3SignerDouble signer() throws IOException {
        return new Web3SignerDouble(server("localhost"), clients);
    }

    /** The keeper's own certificate and key. */
    public Path client() throws IOException {
        return client(clients);
    }

    Path client(HeldCertificate signedBy) throws IOException {
        HeldCertificate own = new HeldCertificate.Builder()
                .signedBy(signedBy)
                .commonName("keeper")
                .build();
        return store(
                "client.p12",
                store -> store.setKeyEntry(
                        "keeper", own.keyPair().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
                            own.certificate()
                        }));
    }

    public Path trust() throws IOException {
        return Files.writeString(folder.resolve("trust.pem"), authority.certificatePem());
    }

    public Path password() throws IOException {
        return Files.writeString(folder.resolve("client.password"), PASSWORD + "\n");
    }

    interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException;
    }

    Path store(String name, Filling filling) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.fill(store);
            store.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return file;
    }
}
