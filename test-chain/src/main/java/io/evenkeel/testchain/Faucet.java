package io.evenkeel.testchain;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.jcajce.provider.digest.Keccak;

/**
 * Gives accounts of a fork what they need, by writing it into the chain's state. Works for ether and for any token
 * that keeps balances in an ordinary Solidity mapping, whoever issues it.
 */
public final class Faucet {
    private static final Function BALANCE_OF = Function.parse("balanceOf(address)", "(uint256)");
    private static final int WORD_BYTES = 32;
    /** Real tokens keep balances in one of their first slots, USDC in the tenth. */
    private static final int SLOTS_SEARCHED = 64;
    /** A balance nobody has by chance. */
    private static final BigInteger PROBE = new BigInteger("1234567890123456789");

    private final JsonRpc rpc;

    public Faucet(JsonRpc rpc) {
        this.rpc = rpc;
    }

    /** Sets an account's balance of ether. */
    public void setEther(Address account, BigInteger wei) {
        rpc.request("hardhat_setBalance", account.hex(), JsonRpc.hex(wei));
    }

    /**
     * Adds to an account's balance of a token. The token's total supply does not learn of it.
     *
     * @throws IllegalArgumentException when the token keeps its balances in a way we do not know
     */
    public void addToken(Address token, Address account, BigInteger units) {
        byte[] slot = balanceSlot(token, account);
        write(token, slot, balance(token, account).add(units));
    }

    public BigInteger balance(Address token, Address account) {
        byte[] call = BALANCE_OF
                .encodeCallWithArgs(com.esaulpaugh.headlong.abi.Address.wrap(
                        com.esaulpaugh.headlong.abi.Address.toChecksumAddress(account.hex())))
                .array();
        return BALANCE_OF.decodeReturn(rpc.call(token, call)).get(0);
    }

    /** Finds the slot by writing to each candidate and asking the token; what was there is put back. */
    private byte[] balanceSlot(Address token, Address account) {
        for (int position = 0; position < SLOTS_SEARCHED; position++) {
            byte[] slot = mappingSlot(account, position);
            BigInteger before = read(token, slot);
            write(token, slot, PROBE);
            boolean found = balance(token, account).equals(PROBE);
            write(token, slot, before);
            if (found) {
                return slot;
            }
        }
        throw new IllegalArgumentException(
                "the balances of " + token + " are in none of its first " + SLOTS_SEARCHED + " slots");
    }

    private BigInteger read(Address token, byte[] slot) {
        return JsonRpc.quantity(rpc.request("eth_getStorageAt", token.hex(), JsonRpc.hex(slot), "latest"));
    }

    private void write(Address token, byte[] slot, BigInteger value) {
        rpc.request("hardhat_setStorageAt", token.hex(), JsonRpc.hex(slot), JsonRpc.hex(word(value)));
    }

    /** Where Solidity keeps {@code mapping[account]} of a mapping declared at this position. */
    private static byte[] mappingSlot(Address account, int position) {
        byte[] preimage = Arrays.copyOf(word(new BigInteger(1, account.bytes())), 2 * WORD_BYTES);
        System.arraycopy(word(BigInteger.valueOf(position)), 0, preimage, WORD_BYTES, WORD_BYTES);
        return new Keccak.Digest256().digest(preimage);
    }

    private static byte[] word(BigInteger value) {
        byte[] digits = value.toByteArray();
        byte[] word = new byte[WORD_BYTES];
        int length = Math.min(digits.length, WORD_BYTES);
        System.arraycopy(digits, digits.length - length, word, WORD_BYTES - length, length);
        return word;
    }
}
