package io.evenkeel.keeper;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.adapter.awskms.AwsKmsKey;
import io.evenkeel.keeper.adapter.bouncycastle.Pkcs12Bags;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.okhttp.MutualTls;
import io.evenkeel.keeper.adapter.okhttp.Web3SignerKey;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.adapter.web3j.Web3jTransactionCodec;
import io.evenkeel.keeper.config.KeyHolder;
import io.evenkeel.keeper.sign.KeystoreFormat.ReadOutcome;
import io.evenkeel.keeper.sign.KeystoreOpener;
import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import io.evenkeel.keeper.sign.Pkcs12Opener;
import io.evenkeel.keeper.sign.RemoteKey;
import io.evenkeel.keeper.sign.RemoteSigner;
import io.evenkeel.keeper.sign.SignerOpening;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens the key, whoever holds it. The only place that knows every kind of holder. */
public final class KeyHolders {
    private KeyHolders() {}

    /** Asks at the terminal for a password that is in no file. */
    public static SignerOpening open(KeyHolder holder) {
        return open(holder, file -> PasswordSource.console("Password of " + file + ": "));
    }

    /** Asks nobody: a key whose password is in no file is not opened. */
    public static SignerOpening openUnattended(KeyHolder holder) {
        return open(holder, file -> () -> new PasswordOutcome.NoPassword("the password of " + file + " is in no file"));
    }

    /** Whether its password is typed at each start. */
    public static boolean needsAPersonToOpen(KeyHolder holder) {
        return switch (holder) {
            case KeyHolder.Keystore keystore -> keystore.passwordFile().isEmpty();
            case KeyHolder.Pkcs12 pkcs12 -> pkcs12.passwordFile().isEmpty();
            case KeyHolder.Web3Signer signer -> false;
            case KeyHolder.AwsKms kms -> false;
        };
    }

    /** Whose key it is, found out without opening it; a reason when that cannot be. */
    public static AddressOutcome address(KeyHolder holder) {
        return switch (holder) {
            case KeyHolder.Keystore keystore ->
                switch (new KeystoreJson().read(keystore.file())) {
                    case ReadOutcome.Read read ->
                        new AddressOutcome.Known(read.keystore().address());
                    case ReadOutcome.Unreadable unreadable -> new AddressOutcome.Unknown(unreadable.reason());
                };
            case KeyHolder.Pkcs12 pkcs12 -> new AddressOutcome.Known(pkcs12.address());
            case KeyHolder.Web3Signer signer -> new AddressOutcome.Known(signer.address());
            case KeyHolder.AwsKms kms -> new AddressOutcome.Known(kms.address());
        };
    }

    public sealed interface AddressOutcome {
        record Known(Address address) implements AddressOutcome {}

        record Unknown(String reason) implements AddressOutcome {}
    }

    /** Every address a remote holder would let us sign for; empty for a key in a file of our own. */
    public static Optional<HeldElsewhere> heldElsewhere(KeyHolder holder) {
        return switch (holder) {
            case KeyHolder.Keystore keystore -> Optional.empty();
            case KeyHolder.Pkcs12 pkcs12 -> Optional.empty();
            case KeyHolder.Web3Signer signer ->
                Optional.of(
                        switch (tls(signer)) {
                            case MutualTls.Opening.Refused refused ->
                                new HeldElsewhere.Unknown("web3signer: " + refused.reason());
                            case MutualTls.Opening.Opened opened ->
                                heldElsewhere(new Web3SignerKey(signer.url(), opened.tls(), signer.timeout()));
                        });
            case KeyHolder.AwsKms kms -> Optional.of(heldElsewhere(awsKms(kms)));
        };
    }

    private static HeldElsewhere heldElsewhere(RemoteKey key) {
        try (key) {
            return switch (key.publicKeys()) {
                case RemoteKey.KeysAnswer.NoKeys none -> new HeldElsewhere.Unknown(key.holder() + " " + none.reason());
                case RemoteKey.KeysAnswer.Keys keys ->
                    new HeldElsewhere.Keys(
                            key.holder(),
                            keys.publicKeys().stream()
                                    .map(new Web3jTransactionCodec()::addressOf)
                                    .sorted()
                                    .toList());
            };
        }
    }

    public sealed interface HeldElsewhere {
        record Keys(String holder, List<Address> addresses) implements HeldElsewhere {
            public Keys {
                addresses = List.copyOf(addresses);
            }
        }

        record Unknown(String reason) implements HeldElsewhere {}
    }

    private interface Asking {
        PasswordSource forFile(Path file);
    }

    private static SignerOpening open(KeyHolder holder, Asking asking) {
        return switch (holder) {
            case KeyHolder.Keystore keystore ->
                new KeystoreOpener(new KeystoreJson(), new ScryptKeystoreCipher(), Web3jSigner::new)
                        .open(keystore.file(), password(keystore.file(), keystore.passwordFile(), asking));
            case KeyHolder.Pkcs12 pkcs12 ->
                new Pkcs12Opener(new Pkcs12Bags(), Web3jSigner::new)
                        .open(
                                pkcs12.file(),
                                pkcs12.alias(),
                                Optional.of(pkcs12.address()),
                                password(pkcs12.file(), pkcs12.passwordFile(), asking));
            case KeyHolder.Web3Signer signer -> web3Signer(signer);
            case KeyHolder.AwsKms kms -> remote(kms.address(), awsKms(kms));
        };
    }

    private static SignerOpening web3Signer(KeyHolder.Web3Signer signer) {
        return switch (tls(signer)) {
            case MutualTls.Opening.Refused refused -> new SignerOpening.Refused("web3signer: " + refused.reason());
            case MutualTls.Opening.Opened opened ->
                remote(signer.address(), new Web3SignerKey(signer.url(), opened.tls(), signer.timeout()));
        };
    }

    private static MutualTls.Opening tls(KeyHolder.Web3Signer signer) {
        return MutualTls.open(
                signer.clientCertificate(),
                PasswordSource.file(signer.clientPasswordFile()),
                signer.trust(),
                signer.trustPasswordFile().map(PasswordSource::file));
    }

    private static AwsKmsKey awsKms(KeyHolder.AwsKms kms) {
        return new AwsKmsKey(kms.keyId(), kms.region(), kms.endpoint(), kms.timeout());
    }

    /** Not asked yet: a holder that is down at the moment is no reason not to settle what is under way. */
    private static SignerOpening remote(Address address, RemoteKey key) {
        return new SignerOpening.Opened(new RemoteSigner(address, key, new Web3jTransactionCodec()));
    }

    private static PasswordSource password(Path of, Optional<Path> file, Asking asking) {
        return file.map(PasswordSource::file).orElseGet(() -> asking.forFile(of));
    }
}
