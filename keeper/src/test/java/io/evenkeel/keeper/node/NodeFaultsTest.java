package io.evenkeel.keeper.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are what the nodes send: anvil 1.7.1 and Hardhat 3.18 recorded here, the others from their sources. */
class NodeFaultsTest {
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            anvil      | -32003 | transaction already imported | AlreadyKnown
            anvil      | -32003 | replacement transaction underpriced | ReplacementUnderpriced
            anvil      | -32003 | nonce too low | NonceTooLow
            anvil      | -32003 | nonce too high | NonceTooHigh
            anvil      | -32003 | Insufficient funds for gas * price + value | InsufficientFunds
            anvil      | -32003 | max fee per gas less than block base fee | FeeTooLow
            anvil      | -32000 | intrinsic gas too low | OutOfGas
            anvil      | -32000 | intrinsic gas too high -- tx.gas_limit > env.block.gas_limit | GasAboveBlockLimit
            anvil      | -32003 | invalid chain id for signer | Invalid
            anvil      | -32602 | Failed to decode transaction | Invalid
            anvil      | -32603 | EVM error OutOfGas | OutOfGas
            anvil      | -32003 | Out of gas: gas required exceeds allowance: 30000000 | OutOfGas
            anvil      | -32603 | EVM error InvalidFEOpcode | Reverted
            anvil      | 3      | execution reverted | Reverted
            anvil      | -32001 | Resource not found | UnknownBlock
            anvil      | -32602 | BlockOutOfRangeError: block height is 1 but requested was 16777215 | UnknownBlock
            anvil      | -32601 | Method not found | Unsupported
            hardhat    | -32000 | Known transaction: 0x6ecea1fbf2a9ae14389ca87c017a83c0f720dceb9c72c5bc47319b275d75be2a | AlreadyKnown
            hardhat    | -32000 | Replacement transaction underpriced. A gasPrice/maxFeePerGas of at least 11000000000 is necessary to replace the existing transaction with nonce 0. | ReplacementUnderpriced
            hardhat    | -32000 | Transaction nonce too low. Expected nonce to be at least 1 but got 0. | NonceTooLow
            hardhat    | -32000 | Nonce too low. Expected nonce to be 2 but got 0. Note that transactions can't be queued when automining. | NonceTooLow
            hardhat    | -32000 | Nonce too high. Expected nonce to be 2 but got 9. Note that transactions can't be queued when automining. | NonceTooHigh
            hardhat    | -32000 | Sender doesn't have enough funds to send tx. The max upfront cost is: 210000000000000 and the sender's balance is: 0. | InsufficientFunds
            hardhat    | -32000 | Transaction maxFeePerGas (1) is too low for the next block, which has a baseFeePerGas of 875000000 | FeeTooLow
            hardhat    | -32000 | Transaction requires at least 21000 gas but got 20000 | OutOfGas
            hardhat    | -32000 | Transaction gas limit is 100000000 and exceeds block gas limit of 60000000 | GasAboveBlockLimit
            hardhat    | -32602 | Trying to send a raw transaction with an invalid chainId. The expected chainId is 31337 | Invalid
            hardhat    | -32602 | input too short | Invalid
            hardhat    | -32000 | Transaction ran out of gas | OutOfGas
            hardhat    | 3      | Transaction reverted without a reason string | Reverted
            hardhat    | 3      | VM Exception while processing transaction: invalid opcode | Reverted
            hardhat    | -32000 | Received invalid block tag 16777215. Latest block number is 1 | UnknownBlock
            hardhat    | -32004 | Method eth_simulateV1 is not supported | Unsupported
            geth       | -32000 | already known | AlreadyKnown
            geth       | -32000 | replacement transaction underpriced | ReplacementUnderpriced
            geth       | -32000 | replacement transaction underpriced: new tx gas fee cap 1000000000 <= 1000000000 queued | ReplacementUnderpriced
            geth       | -32000 | nonce too low: next nonce 5, tx nonce 4 | NonceTooLow
            geth       | -32000 | nonce too low: address 0xf39F, tx: 4 state: 5 | NonceTooLow
            geth       | -32000 | nonce too high: address 0xf39F, tx: 9 state: 5 | NonceTooHigh
            geth       | -32000 | insufficient funds for gas * price + value: balance 0, tx cost 210000000000000, overshot 210000000000000 | InsufficientFunds
            geth       | -32000 | transaction underpriced: gas tip cap 0, minimum needed 1 | FeeTooLow
            geth       | -32000 | max fee per gas less than block base fee: address 0xf39F, maxFeePerGas: 1, baseFee: 7 | FeeTooLow
            geth       | -32000 | tx fee (1.20 ether) exceeds the configured cap (1.00 ether) | FeeTooHigh
            geth       | -32000 | intrinsic gas too low: gas 20000, minimum needed 21000 | OutOfGas
            geth       | -32000 | gas required exceeds allowance (30000000) | OutOfGas
            geth       | -32000 | out of gas | OutOfGas
            geth       | -32000 | exceeds block gas limit | GasAboveBlockLimit
            geth       | -32000 | txpool is full | PoolRefused
            geth       | -32000 | address already reserved | PoolRefused
            geth       | -32000 | in-flight transaction limit reached for delegated accounts | PoolRefused
            geth       | -32000 | invalid sender | Invalid
            geth       | -32000 | max priority fee per gas higher than max fee per gas (2 > 1) | Invalid
            geth       | -32000 | header not found | UnknownBlock
            geth       | -32000 | missing trie node 0abc (path ) | UnknownBlock
            geth       | -32000 | execution reverted | Reverted
            geth       | -32000 | invalid opcode: INVALID | Reverted
            geth       | -32601 | the method eth_simulateV1 does not exist/is not available | Unsupported
            nethermind | -32010 | AlreadyKnown | AlreadyKnown
            nethermind | -32010 | OldNonce, Current nonce: 5, nonce of rejected tx: 4 | NonceTooLow
            nethermind | -32010 | ReplacementNotAllowed | ReplacementUnderpriced
            nethermind | -32010 | NonceGap, Future nonce. Expected nonce: 5 | NonceTooHigh
            nethermind | -32010 | InsufficientFunds, Account balance: 0, cumulative cost: 1 | InsufficientFunds
            nethermind | -32010 | FeeTooLow, EffectivePriorityFeePerGas too low 0 < 1 | FeeTooLow
            erigon     | -32000 | ALREADY_EXISTS: already known | AlreadyKnown
            erigon     | -32000 | INTERNAL_ERROR: existing tx with same hash | AlreadyKnown
            erigon     | -32000 | could not replace existing tx | ReplacementUnderpriced
            erigon     | -32000 | underpriced | FeeTooLow
            besu       | -32000 | Known transaction | AlreadyKnown
            besu       | -32001 | Nonce too low | NonceTooLow
            besu       | -32006 | Nonce too high | NonceTooHigh
            besu       | -32004 | Upfront cost exceeds account balance | InsufficientFunds
            besu       | -32009 | Gas price below configured minimum gas price | FeeTooLow
            provider   | -32005 | daily request count exceeded, request rate limited | RateLimited
            provider   | 429    | Your app has exceeded its compute units per second capacity | RateLimited
            nobody     | -32000 | the moon is in the wrong house | Unrecognised
            """)
    void everyTextOfARealNodeHasItsType(String node, int code, String text, String type) {
        NodeFault fault = NodeFaults.classify(code, text, new byte[0]);

        assertThat(fault.getClass().getSimpleName()).isEqualTo(type);
        assertThat(fault.text()).startsWith(text);
    }

    @Test
    void revertDataGoesBeforeWords() {
        // A contract may put any words into its reason; "nonce too low" in there is the contract speaking.
        NodeFault fault = NodeFaults.classify(
                3, "execution reverted: nonce too low", HexFormat.of().parseHex("deadbeef"));

        assertThat(fault).isInstanceOf(NodeFault.Reverted.class);
    }

    @Test
    void aTooManyRequestsStatusIsTheLimitAndAnyOtherAnOutage() {
        assertThat(NodeFaults.ofHttpStatus(429)).isInstanceOf(NodeFault.RateLimited.class);
        assertThat(NodeFaults.ofHttpStatus(502)).isInstanceOf(NodeFault.Unavailable.class);
    }
}
