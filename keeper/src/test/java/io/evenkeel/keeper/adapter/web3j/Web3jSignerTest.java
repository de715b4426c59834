package io.evenkeel.keeper.adapter.web3j;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.sign.Permitted;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.TransactionSigner.SigningOutcome;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;

class Web3jSignerTest {
    private static final Address ADDRESS = Permitted.ADDRESS;
    private static final Address VAULT = Permitted.VAULT;

    @Test
    void theBytesSayExactlyWhatWasPermittedAndTheSameEveryTime() throws SignatureException {
        Web3jSigner signer = new Web3jSigner(Permitted.key());

        SignedTransaction signed = signed(signer.sign(Permitted.from(ADDRESS)));

        SignedRawTransaction decoded =
                (SignedRawTransaction) TransactionDecoder.decode(HexFormat.of().formatHex(signed.raw()));
        assertThat(decoded.getFrom()).isEqualToIgnoringCase(ADDRESS.hex());
        assertThat(decoded.getTo()).isEqualTo(VAULT.hex());
        assertThat(decoded.getNonce()).isEqualTo(BigInteger.valueOf(5));
        assertThat(decoded.getValue()).isZero();
        assertThat(decoded.getGasLimit()).isEqualTo(BigInteger.valueOf(300_000));
        assertThat(decoded.getData()).isEqualTo("010203");
        Transaction1559 fees = (Transaction1559) decoded.getTransaction();
        assertThat(fees.getChainId()).isEqualTo(31337);
        assertThat(fees.getMaxFeePerGas()).isEqualTo(new BigInteger("30000000000"));
        assertThat(fees.getMaxPriorityFeePerGas()).isEqualTo(new BigInteger("1000000000"));
        assertThat(signed(signer.sign(Permitted.from(ADDRESS))).raw()).isEqualTo(signed.raw());
    }

    @Test
    void itSignsForNobodyElseAndNotAfterItIsClosed() {
        Web3jSigner signer = new Web3jSigner(Permitted.key());

        assertThat(signer.sign(Permitted.from(VAULT))).isInstanceOf(SigningOutcome.NotSigned.class);
        signer.close();
        assertThat(signer.sign(Permitted.from(ADDRESS))).isEqualTo(new SigningOutcome.NotSigned("the key is closed"));
    }

    private static SignedTransaction signed(SigningOutcome outcome) {
        return ((SigningOutcome.Signed) outcome).transaction();
    }
}
