package io.evenkeel.oracles.adapter.headlong;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainReader;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import java.util.Optional;

/** Asks a Chainlink proxy directly, for what the snapshot does not carry. */
public final class FeedReader {
    private static final ContractAbi PROXY = ContractAbi.load("chainlink", "EACAggregatorProxy");
    private static final AbiFunction AGGREGATOR = PROXY.function("aggregator");
    private static final AbiFunction DESCRIPTION = PROXY.function("description");

    private final ChainReader chain;

    public FeedReader(ChainReader chain) {
        this.chain = chain;
    }

    /** The aggregator behind the proxy now, whose logs tell of new answers. Empty when the proxy does not answer. */
    public Optional<Address> aggregator(Address proxy) {
        return ask(proxy, AGGREGATOR).map(answer -> answer.address("0"));
    }

    /** As in {@code ETH / USD}. */
    public Optional<String> description(Address proxy) {
        return ask(proxy, DESCRIPTION).map(answer -> answer.text("0"));
    }

    private Optional<AbiRecord> ask(Address proxy, AbiFunction question) {
        if (!(chain.call(proxy, question.encode(), new BlockTag.Latest()) instanceof CallOutcome.Returned(var data))) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.decodeReturn(data));
        } catch (IllegalArgumentException notThatContract) {
            return Optional.empty();
        }
    }
}
