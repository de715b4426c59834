package io.evenkeel.keeper.adapter.web3j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

class RelayIdentityTest {
    private static final byte[] BODY = "{\"jsonrpc\":\"2.0\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void whoeverReadsTheHeaderFindsTheAddressByTheSignatureOfTheBodysHash() throws SignatureException {
        String header = new RelayIdentity("1".repeat(64)).headers(BODY).getOrDefault(RelayIdentity.HEADER, "");
        String address = header.substring(0, header.indexOf(':'));
        byte[] signature = Numeric.hexStringToByteArray(header.substring(header.indexOf(':') + 1));

        Sign.SignatureData parts = new Sign.SignatureData(
                signature[64], Arrays.copyOfRange(signature, 0, 32), Arrays.copyOfRange(signature, 32, 64));
        byte[] hashInHex = Numeric.toHexString(Hash.sha3(BODY)).getBytes(StandardCharsets.UTF_8);

        assertThat(Keys.toChecksumAddress(Keys.getAddress(Sign.signedPrefixedMessageToKey(hashInHex, parts))))
                .isEqualTo(address);
    }

    @Test
    void anotherBodyHasAnotherSignature() {
        RelayIdentity identity = new RelayIdentity("1".repeat(64));

        assertThat(identity.headers(BODY))
                .isEqualTo(identity.headers(BODY))
                .isNotEqualTo(identity.headers(new byte[1]));
    }
}
