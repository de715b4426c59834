package io.evenkeel.testchain.settle;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.BlockRef;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Pair;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** One prepared execution on a piece of paper, for a keeper in another JVM to carry out. */
record Errand(ChainId chain, long head, Instant now, PreparedExecution execution) {
    void write(Path file) {
        List<String> lines = List.of(
                String.valueOf(chain.value()),
                String.valueOf(head),
                now.toString(),
                execution.intentId().hex(),
                execution.to().hex(),
                HexFormat.of().formatHex(execution.callData()),
                String.valueOf(execution.sequence()),
                execution.deadline().toString());
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Errand read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        ChainId chain = new ChainId(Long.parseLong(lines.get(0)));
        Address vault = Address.of(lines.get(4));
        PreparedExecution execution = new PreparedExecution(
                new IntentId(lines.get(3)),
                new AccountId(chain, vault),
                vault,
                HexFormat.of().parseHex(lines.get(5)),
                new byte[0],
                Long.parseLong(lines.get(6)),
                Instant.parse(lines.get(7)),
                false);
        return new Errand(chain, Long.parseLong(lines.get(1)), Instant.parse(lines.get(2)), execution);
    }

    /** What the dispatcher wants to know of the plan: where it was made, and why. */
    HedgePlan plan() {
        Token usdc = pair().quote();
        TokenDelta none = TokenDelta.zero(pair().base());
        return new HedgePlan(
                new BlockRef(chain, head, new BlockHash("0x" + "0".repeat(64)), now),
                execution.account(),
                execution.sequence(),
                PlanKind.ROUTINE,
                List.of(new HedgeAction.AddCollateral(
                        new VenueId(chain, "perp-v2:ETH"), TokenAmount.of(usdc, "1"), true)),
                none,
                none,
                none,
                none,
                TokenAmount.of(usdc, "1"),
                execution.deadline(),
                false,
                List.of("an errand"));
    }

    /** Units for what the vault reports; the addresses do not matter here. */
    Pair pair() {
        return new Pair(
                new Token(chain, Address.of("0x" + "e".repeat(40)), "WETH", 18),
                new Token(chain, Address.of("0x" + "c".repeat(40)), "USDC", 6));
    }

    HedgeAccount account() {
        return new HedgeAccount() {
            @Override
            public AccountId id() {
                return execution.account();
            }

            @Override
            public PreparedExecution prepare(HedgePlan plan, MarketSnapshot snapshot) {
                return execution;
            }

            @Override
            public String explainRevert(byte[] revertData) {
                return "0x" + HexFormat.of().formatHex(revertData);
            }
        };
    }
}
