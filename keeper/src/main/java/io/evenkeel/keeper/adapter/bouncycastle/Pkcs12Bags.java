package io.evenkeel.keeper.adapter.bouncycastle;

import io.evenkeel.keeper.sign.Pkcs12Format;
import io.evenkeel.keeper.sign.V3Keystore.Cost;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.util.BigIntegers;

/**
 * PKCS#12 by its bags. Not through Java's own key stores: those of the JDK know nothing of this curve since version
 * 16, and Bouncy Castle's writes ciphers that OpenSSL 3 has retired.
 */
public final class Pkcs12Bags implements Pkcs12Format {
    private static final String CURVE = "secp256k1";

    /** A file that asks for more would hang the start. */
    private static final int MOST_ITERATIONS = 10_000_000;

    /** One for all: Java checks the library's signature for each, which takes about a second. */
    static final class Shared {
        static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    }

    /** Why a file cannot be worked with. */
    private static final class NotReadable extends Exception {
        private static final long serialVersionUID = 1;

        NotReadable(String reason) {
            super(reason);
        }
    }

    @Override
    public Outcome decrypt(byte[] file, char[] password) {
        try {
            PKCS12PfxPdu pfx = new PKCS12PfxPdu(file);
            if (!pfx.hasMac()) {
                return new Outcome.Unreadable("has no check sum, so that a wrong password could not be told");
            }
            if (pfx.toASN1Structure().getMacData().getIterationCount().bitLength() > Integer.SIZE - 1
                    || pfx.toASN1Structure().getMacData().getIterationCount().intValue() > MOST_ITERATIONS) {
                return new Outcome.Unreadable(tooSlow());
            }
            return pfx.isMacValid(new JcePKCS12MacCalculatorBuilderProvider().setProvider(Shared.PROVIDER), password)
                    ? new Outcome.Decrypted(entries(pfx, password))
                    : new Outcome.WrongPassword();
        } catch (NotReadable told) {
            return new Outcome.Unreadable(String.valueOf(told.getMessage()));
        } catch (IOException | PKCSException | RuntimeException e) {
            // The parser throws whatever comes to it at what is no PKCS#12, and its words may quote what it decrypted.
            return new Outcome.Unreadable("is not a PKCS#12 file that can be read");
        }
    }

    private List<Entry> entries(PKCS12PfxPdu pfx, char[] password) throws PKCSException, NotReadable {
        InputDecryptorProvider decryptor = new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(Shared.PROVIDER)
                .build(password);
        List<Entry> found = new ArrayList<>();
        for (ContentInfo content : pfx.getContentInfos()) {
            for (PKCS12SafeBag bag : bags(content, decryptor)) {
                if (bag.getBagValue() instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
                    refuseTooSlow(encrypted.toASN1Structure().getEncryptionAlgorithm());
                    found.add(entry(bag, encrypted.decryptPrivateKeyInfo(decryptor)));
                } else if (bag.getBagValue() instanceof PrivateKeyInfo plain) {
                    found.add(entry(bag, plain));
                }
            }
        }
        return found;
    }

    private static PKCS12SafeBag[] bags(ContentInfo content, InputDecryptorProvider decryptor)
            throws PKCSException, NotReadable {
        if (!content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
            return new PKCS12SafeBagFactory(content).getSafeBags();
        }
        refuseTooSlow(EncryptedData.getInstance(content.getContent()).getEncryptionAlgorithm());
        return new PKCS12SafeBagFactory(content, decryptor).getSafeBags();
    }

    private static Entry entry(PKCS12SafeBag bag, PrivateKeyInfo info) {
        AlgorithmIdentifier algorithm = info.getPrivateKeyAlgorithm();
        byte[] encoded = info.getPrivateKey().getOctets();
        try {
            if (!isOurCurve(algorithm)) {
                return new Entry(alias(bag), kind(algorithm), Optional.empty());
            }
            BigInteger number = ECPrivateKey.getInstance(encoded).getKey();
            byte[] key = BigIntegers.asUnsignedByteArray(PrivateKeys.KEY_BYTES, number);
            return new Entry(alias(bag), CURVE, Optional.of(key).filter(PrivateKeys::isKey));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static boolean isOurCurve(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && SECObjectIdentifiers.secp256k1.equals(algorithm.getParameters());
    }

    private static String kind(AlgorithmIdentifier algorithm) {
        ASN1ObjectIdentifier id = algorithm.getAlgorithm();
        if (id.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return "RSA";
        }
        return id.equals(X9ObjectIdentifiers.id_ecPublicKey) ? "another elliptic curve" : id.getId();
    }

    private static String alias(PKCS12SafeBag bag) {
        for (Attribute attribute : bag.getAttributes()) {
            if (attribute.getAttrType().equals(PKCS12SafeBag.friendlyNameAttribute)) {
                ASN1Encodable value = attribute.getAttributeValues()[0];
                return ASN1BMPString.getInstance(value).getString();
            }
        }
        return "";
    }

    /** @throws NotReadable when the password would have to be stretched for longer than anybody means to wait */
    private static void refuseTooSlow(AlgorithmIdentifier algorithm) throws NotReadable {
        BigInteger iterations = BigInteger.ZERO;
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            var derivation =
                    PBES2Parameters.getInstance(algorithm.getParameters()).getKeyDerivationFunc();
            if (!derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
                throw new NotReadable(
                        "derives its key by " + derivation.getAlgorithm().getId() + ", not by PBKDF2");
            }
            iterations = PBKDF2Params.getInstance(derivation.getParameters()).getIterationCount();
        } else {
            iterations = PKCS12PBEParams.getInstance(algorithm.getParameters()).getIterations();
        }
        if (iterations.compareTo(BigInteger.valueOf(MOST_ITERATIONS)) > 0) {
            throw new NotReadable(tooSlow());
        }
    }

    private static String tooSlow() {
        return "asks for more than " + MOST_ITERATIONS + " rounds on the password";
    }

    @Override
    public List<byte[]> publicKeysInTheOpen(byte[] file) {
        List<byte[]> found = new ArrayList<>();
        try {
            for (ContentInfo content : new PKCS12PfxPdu(file).getContentInfos()) {
                if (!content.getContentType().equals(PKCSObjectIdentifiers.data)) {
                    continue;
                }
                for (PKCS12SafeBag bag : new PKCS12SafeBagFactory(content).getSafeBags()) {
                    if (bag.getBagValue() instanceof X509CertificateHolder certificate
                            && isOurCurve(certificate.getSubjectPublicKeyInfo().getAlgorithm())) {
                        byte[] point = certificate
                                .getSubjectPublicKeyInfo()
                                .getPublicKeyData()
                                .getBytes();
                        byte[] uncompressed = CustomNamedCurves.getByName(CURVE)
                                .getCurve()
                                .decodePoint(point)
                                .getEncoded(false);
                        found.add(Arrays.copyOfRange(uncompressed, 1, uncompressed.length));
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
        return found;
    }

    @Override
    public byte[] encrypt(byte[] privateKey, String alias, char[] password, Cost cost, Instant notBefore) {
        return Pkcs12Writing.encrypt(privateKey, alias, password, cost, notBefore);
    }
}
