package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.keeper.adapter.jackson.JsonRpcNode;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.oracles.adapter.headlong.FeedLogs;
import io.evenkeel.oracles.adapter.headlong.FeedReader;
import io.evenkeel.oracles.chainlink.FeedEvent;
import io.evenkeel.oracles.chainlink.FeedEvent.LogPosition;
import io.evenkeel.oracles.chainlink.OracleMoveTrigger;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.units.Bps;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A real proxy names its aggregator, and the aggregator's real logs start a cycle when the price has moved. */
@ForkedChainTest(usdPerEth = 2000)
class OracleOnChainTest {
    @Test
    void roundsOfTheAggregatorBehindTheProxyFireOnceThePriceHasMovedFarEnough(
            ForkedChain fork, MarketDriver market, AddressBook book) {
        Address proxy = book.get("chainlink.ethUsd");
        ChainId chain = new ChainId(fork.rpc().chainId());
        try (JsonRpcNode node = new JsonRpcNode(new OkHttpTransport(fork.httpUrl(), Duration.ofSeconds(30)), chain)) {
            FeedReader feeds = new FeedReader(node);
            assertThat(feeds.description(proxy)).contains("ETH / USD");
            assertThat(feeds.aggregator(proxy)).contains(book.get("chainlink.ethUsdAggregator"));
            assertThat(feeds.aggregator(book.get("tokens.usdc")))
                    .as("not a proxy")
                    .isEmpty();
        }
        OracleMoveTrigger trigger =
                OracleMoveTrigger.of("ETH/USD", new Bps(100)).actedOn(usd(2000));
        long from = fork.rpc().blockNumber() + 1;

        market.step(MarketPrice.of("1988"));
        market.step(MarketPrice.of("1976"));

        List<BigInteger> answers = new ArrayList<>();
        List<BigInteger> moves = new ArrayList<>();
        for (FeedEvent event : events(fork.rpc(), book.get("chainlink.ethUsdAggregator"), from)) {
            OracleMoveTrigger.Step step = trigger.see(event);
            trigger = step.next();
            if (event instanceof FeedEvent.AnswerUpdated update) {
                answers.add(update.answer());
            }
            step.move().ifPresent(move -> moves.add(move.to()));
        }
        assertThat(answers).contains(usd(1988), usd(1976));
        assertThat(trigger.latest()).contains(usd(1976));
        assertThat(moves).isNotEmpty().doesNotContain(usd(1988)).contains(usd(1976));
    }

    private static List<FeedEvent> events(JsonRpc rpc, Address aggregator, long from) {
        List<FeedEvent> events = new ArrayList<>();
        for (JsonNode log : rpc.request(
                "eth_getLogs",
                Map.of(
                        "address", aggregator.hex(),
                        "fromBlock", JsonRpc.hex(from),
                        "topics", List.of(FeedLogs.topics())))) {
            List<String> topics = new ArrayList<>();
            log.path("topics").forEach(topic -> topics.add(topic.asString()));
            LogPosition position = new LogPosition(
                    JsonRpc.quantity(log.path("blockNumber")).longValueExact(),
                    JsonRpc.quantity(log.path("logIndex")).longValueExact());
            events.add(FeedLogs.decode(topics, JsonRpc.bytes(log.path("data")), position)
                    .orElseThrow());
        }
        return events;
    }

    private static BigInteger usd(long whole) {
        return BigInteger.valueOf(whole).multiply(BigInteger.TEN.pow(8));
    }
}
