package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.Faucet;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** What a test node lets one do to others' contracts: speak for them, take what they hold, exchange their code. */
final class Seizure {
    /** Answers every call with nothing: what is there, and has forgotten all it was. */
    private static final byte[] ANSWERS_NOTHING = {0};

    private static final Address NEW_CODE = Address.of("0x00000000000000000000000000000000000c0de0");
    private static final Address THIEF = Address.of("0x000000000000000000000000000000000007e1ef");
    /** Whoever pays must have what the largest transaction could cost: 6,000,000 gas at 10,000 gwei is 60 ether. */
    private static final BigInteger ETHER_FOR_GAS = BigInteger.TEN.pow(20);

    private static final int SLOTS_SEARCHED = 256;
    private static final int WORD_BYTES = 32;
    private static final int UINT24_BYTES = 3;

    private static final Function TRANSFER = Function.parse("transfer(address,uint256)");

    private final ForkedChain chain;
    private final MarketDriver market;

    Seizure(ForkedChain chain, MarketDriver market) {
        this.chain = chain;
        this.market = market;
    }

    Address address(String name) {
        return chain.addresses().get(name);
    }

    Transactor owner() {
        return new Transactor(chain.rpc(), market.blocks(), address("accounts.owner"));
    }

    Tuple read(String contract, Function function, Object... arguments) {
        return owner().read(address(contract), function, arguments);
    }

    /** An implementation that answers nothing, whatever it is asked. */
    Address codeThatAnswersNothing() {
        chain.rpc().request("hardhat_setCode", NEW_CODE.hex(), JsonRpc.hex(ANSWERS_NOTHING));
        return NEW_CODE;
    }

    /** Where no proxy stands before a contract, its code itself is exchanged. */
    void exchangeCode(String contract) {
        chain.rpc().request("hardhat_setCode", address(contract).hex(), JsonRpc.hex(ANSWERS_NOTHING));
        market.mineBlock();
    }

    /** Takes all that somebody has of a token. */
    void drain(Address token, Address of) {
        BigInteger all = new Faucet(chain.rpc()).balance(token, of);
        chain.rpc().request("hardhat_impersonateAccount", of.hex());
        new Faucet(chain.rpc()).setEther(of, ETHER_FOR_GAS);
        Transactor from = new Transactor(chain.rpc(), market.blocks(), of);
        from.call(token, TRANSFER, Multicall.abi(THIEF), all);
        from.mine();
        chain.rpc().request("hardhat_stopImpersonatingAccount", of.hex());
    }

    /**
     * Finds a number of 24 bits that a contract keeps packed with others, and replaces it.
     *
     * @param reads the contract's function that answers it
     * @throws IllegalStateException when it is in none of the slots searched
     */
    void overwriteUint24(String contract, Function reads, int value) {
        int before = read(contract, reads).get(0);
        for (int slot = 0; slot < SLOTS_SEARCHED; slot++) {
            byte[] word = word(contract, slot);
            for (int at = 0; at + UINT24_BYTES <= WORD_BYTES; at++) {
                if (uint24(word, at) == before && replaced(contract, slot, word, at, value, reads)) {
                    return;
                }
            }
        }
        throw new IllegalStateException(contract + " keeps what " + reads.getName() + " answers somewhere else");
    }

    private boolean replaced(String contract, int slot, byte[] word, int at, int value, Function reads) {
        byte[] changed = word.clone();
        for (int i = 0; i < UINT24_BYTES; i++) {
            changed[at + i] = (byte) (value >>> 8 * (UINT24_BYTES - 1 - i));
        }
        write(contract, slot, changed);
        if (read(contract, reads).<Integer>get(0) == value) {
            return true;
        }
        write(contract, slot, word);
        return false;
    }

    private byte[] word(String contract, int slot) {
        String hex = chain.rpc()
                .request("eth_getStorageAt", address(contract).hex(), "0x" + Integer.toHexString(slot), "latest")
                .asString();
        byte[] digits = new BigInteger(hex.substring(2), 16).toByteArray();
        byte[] word = new byte[WORD_BYTES];
        int length = Math.min(digits.length, WORD_BYTES);
        System.arraycopy(digits, digits.length - length, word, WORD_BYTES - length, length);
        return word;
    }

    private void write(String contract, int slot, byte[] word) {
        chain.rpc()
                .request(
                        "hardhat_setStorageAt",
                        address(contract).hex(),
                        "0x" + Integer.toHexString(slot),
                        JsonRpc.hex(word));
    }

    private static int uint24(byte[] word, int at) {
        return (word[at] & 0xff) << 16 | (word[at + 1] & 0xff) << 8 | word[at + 2] & 0xff;
    }

    /** Part of a whole: {@code numerator / denominator × of}, rounded down. */
    static BigInteger part(BigInteger numerator, BigInteger denominator, double of) {
        return new BigDecimal(numerator)
                .multiply(BigDecimal.valueOf(of))
                .divide(new BigDecimal(denominator), 0, RoundingMode.DOWN)
                .toBigInteger();
    }
}
