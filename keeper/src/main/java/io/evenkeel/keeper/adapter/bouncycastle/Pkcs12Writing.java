package io.evenkeel.keeper.adapter.bouncycastle;

import io.evenkeel.keeper.sign.V3Keystore.Cost;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/** A key and the certificate it signed itself, as bags of a PKCS#12 file. */
final class Pkcs12Writing {
    /** Both cost a guess of the password about the same; readers commonly stop at five million. */
    private static final int STANDARD_KEY_ITERATIONS = 600_000;

    private static final int STANDARD_MAC_ITERATIONS = 1_000_000;
    /** A hundredth of it. */
    private static final int LIGHTER = 100;

    /** As certificates without an end are dated. */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private Pkcs12Writing() {}

    static byte[] encrypt(byte[] privateKey, String alias, char[] password, Cost cost, Instant notBefore) {
        int lighter = cost == Cost.LIGHT ? LIGHTER : 1;
        ECPrivateKeyParameters key = new ECPrivateKeyParameters(new BigInteger(1, privateKey), domain());
        ECPoint point = domain().getG().multiply(key.getD()).normalize();
        AlgorithmIdentifier curve =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256k1);
        SubjectPublicKeyInfo publicKey = new SubjectPublicKeyInfo(curve, point.getEncoded(false));
        try {
            DEROctetString pairing = new DEROctetString(sha1(publicKey.getEncoded()));
            DERBMPString name = new DERBMPString(alias);
            PrivateKeyInfo secret = new PrivateKeyInfo(curve, new ECPrivateKey(256, key.getD(), curve.getParameters()));
            PKCS12SafeBagBuilder keyBag = new PKCS12SafeBagBuilder(
                    secret,
                    new JcePKCSPBEOutputEncryptorBuilder(
                                    new PBKDF2Config.Builder()
                                            .withPRF(PBKDF2Config.PRF_SHA256)
                                            .withIterationCount(STANDARD_KEY_ITERATIONS / lighter)
                                            .build(),
                                    NISTObjectIdentifiers.id_aes256_CBC)
                            .setProvider(Pkcs12Bags.Shared.PROVIDER)
                            .build(password));
            PKCS12SafeBagBuilder certificateBag =
                    new PKCS12SafeBagBuilder(certificate(key, publicKey, alias, notBefore));
            for (PKCS12SafeBagBuilder bag : List.of(keyBag, certificateBag)) {
                bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, name);
                bag.addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, pairing);
            }
            return new PKCS12PfxPduBuilder()
                    .addData(keyBag.build())
                    .addData(certificateBag.build())
                    .build(
                            new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                                    .setProvider(Pkcs12Bags.Shared.PROVIDER)
                                    .setIterationCount(STANDARD_MAC_ITERATIONS / lighter),
                            password)
                    .getEncoded();
        } catch (IOException | PKCSException | OperatorCreationException e) {
            throw new IllegalStateException("a key that is a key can be written", e);
        }
    }

    private static X509CertificateHolder certificate(
            ECPrivateKeyParameters key, SubjectPublicKeyInfo publicKey, String alias, Instant notBefore)
            throws OperatorCreationException {
        var name = new X500NameBuilder().addRDN(BCStyle.CN, alias).build();
        AlgorithmIdentifier signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        return new X509v3CertificateBuilder(
                        name, BigInteger.ONE, Date.from(notBefore), Date.from(NEVER), name, publicKey)
                .build(new BcECContentSignerBuilder(
                                signature, new DefaultDigestAlgorithmIdentifierFinder().find(signature))
                        .build(key));
    }

    private static ECNamedDomainParameters domain() {
        return new ECNamedDomainParameters(SECObjectIdentifiers.secp256k1, CustomNamedCurves.getByName("secp256k1"));
    }

    /** Pairs a key with its certificate, as every writer does it; nothing rests on it. */
    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
