package io.evenkeel.testchain.venue;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.HedgeVaultAbi;
import io.evenkeel.keeper.adapter.headlong.RevertDecoder;
import io.evenkeel.keeper.venue.lyra.LyraReverts;
import io.evenkeel.margin.lyra.LyraType;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.LyraDesk;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every refusal of the table is one that the protocol really gives, by this name, and the keeper knows it. */
@ForkedChainTest(usdPerEth = 2000, with = "lyra")
class LyraRevertsTest {
    private static final BigInteger BOARD = BigInteger.ONE;
    /** Of the first board, at 1600, 2000 and 2600. */
    private static final BigInteger LOWEST = BigInteger.ONE;

    private static final BigInteger AT_THE_MONEY = BigInteger.valueOf(3);
    private static final BigInteger NEW = BigInteger.ZERO;
    private static final BigInteger FIRST = BigInteger.ONE;
    private static final long DAY = 86_400;
    private static final Function FREEZE = Function.parse("setBoardFrozen(uint256,bool)");
    private static final Function PAUSE_ALL = Function.parse("setGlobalPaused(bool)");
    private static final Function PAUSE = Function.parse("setMarketPaused(address,bool)");
    private static final Function DECLARE = Function.parse("declare(bool)");
    private static final Function SET_PRICING = Function.parse(
            "setPricingParams((uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256))");
    private static final BigInteger SIX_WEEKS = BigInteger.valueOf(6 * 7 * DAY);

    private final Set<String> met = new HashSet<>();
    private final RevertDecoder decoder = HedgeVaultAbi.reverts(List.of(new VenueId(new ChainId(31337), "lyra:ETH")));

    @Test
    void everyLineOfTheTableIsMet(ForkedChain chain, MarketDriver market) {
        BlockProducer blocks = market.blocks();
        LyraDesk trader = new LyraDesk(chain, blocks, 10);
        LyraDesk other = new LyraDesk(chain, blocks, 11);
        Instant start = blocks.head().time();

        trader.open(AT_THE_MONEY, NEW, LyraType.LONG_PUT, e18("5"), NEW);
        meet("TotalCostOutsideOfSpecifiedBounds", trader.refusalOfBuying(AT_THE_MONEY, e18("1"), BigInteger.ONE));
        meet("VolSkewOrBaseIvOutsideOfTradingBounds", trader.refusalOfBuying(AT_THE_MONEY, e18("600")));
        meet(
                "AdjustmentResultsInMinimumCollateralNotBeingMet",
                trader.refusalOfWriting(AT_THE_MONEY, e18("5"), e18("250")));
        meet("AddingCollateralToInvalidPosition", trader.refusalOfAdding(FIRST));
        meet("CannotAdjustInvalidPosition", trader.refusalOfGrowing(AT_THE_MONEY.add(BigInteger.ONE), FIRST));
        meet("OnlyOwnerCanAdjustPosition", other.refusalOfClosing(false, AT_THE_MONEY, FIRST, e18("1"), NEW));
        meet(
                "FullyClosingWithNonZeroSetCollateral",
                trader.refusalOfClosing(false, AT_THE_MONEY, FIRST, e18("5"), e18("1")));
        meet("ForceCloseDeltaOutOfRange", trader.refusalOfClosing(true, AT_THE_MONEY, FIRST, e18("1"), NEW));
        meet("BoardNotExpired", trader.refusalOfSettling(BOARD));
        meet("BoardMustBeSettled", trader.refusalOfSettlingOptions(FIRST));

        Transactor owner = new Transactor(chain.rpc(), blocks, chain.addresses().get("accounts.owner"));
        BigInteger[] pricing = {
            e18("0.01"),
            SIX_WEEKS,
            SIX_WEEKS.multiply(BigInteger.TWO),
            e18("0.01"),
            SIX_WEEKS,
            SIX_WEEKS.multiply(BigInteger.TWO),
            e18("100"),
            e18("1000000000"),
            e18("0.75")
        };
        owner.call(chain.addresses().get("lyra.optionMarketPricer"), SET_PRICING, Tuple.from((Object[]) pricing));
        owner.mine();
        meet("LockingMoreQuoteThanIsFree", trader.refusalOfBuying(AT_THE_MONEY, e18("3000")));
        meet("SendPremiumNotEnoughCollateral", trader.refusalOfWriting(AT_THE_MONEY, e18("60000"), e18("300000000")));

        blocks.mineAt(start.plusSeconds(26 * DAY));
        market.mineBlock();
        meet("TradeDeltaOutOfRange", trader.refusalOfBuying(LOWEST, e18("1")));
        owner.call(chain.addresses().get("lyra.optionMarket"), FREEZE, BOARD, true);
        owner.mine();
        meet("BoardIsFrozen", trader.refusalOfBuying(AT_THE_MONEY, e18("1")));
        owner.call(chain.addresses().get("lyra.optionMarket"), FREEZE, BOARD, false);
        owner.mine();
        blocks.mineAt(start.plusSeconds(28 * DAY - DAY / 4));
        meet("TradingCutoffReached", trader.refusalOfBuying(AT_THE_MONEY, e18("1")));
        blocks.mineAt(start.plusSeconds(28 * DAY + 60));
        meet("BoardExpired", trader.refusalOfBuying(AT_THE_MONEY, e18("1")));
        meet("CannotUpdateExpiredBoard", trader.refusalOfUpdating(BOARD));
        trader.settleBoard(BOARD);
        meet("BoardAlreadySettled", trader.refusalOfBuying(AT_THE_MONEY, e18("1")));

        BigInteger later = BigInteger.valueOf(9);
        owner.call(chain.addresses().get("lyra.synthetixAdapter"), PAUSE, marketAddress(chain), true);
        owner.mine();
        meet("MarketIsPaused", trader.refusalOfBuying(later, e18("1")));
        owner.call(chain.addresses().get("lyra.synthetixAdapter"), PAUSE_ALL, true);
        owner.mine();
        meet("AllMarketsPaused", trader.refusalOfBuying(later, e18("1")));
        owner.call(chain.addresses().get("lyra.synthetixAdapter"), PAUSE_ALL, false);
        owner.call(chain.addresses().get("lyra.synthetixAdapter"), PAUSE, marketAddress(chain), false);
        owner.call(chain.addresses().get("lyra.exchangeRatesDouble"), DECLARE, true);
        owner.mine();
        meet("RateIsInvalid", trader.refusalOfBuying(later, e18("1")));

        assertThat(met).isEqualTo(LyraReverts.TABLE.byCode().keySet());
    }

    private void meet(String code, byte[] revertData) {
        assertThat(decoder.explain(revertData)).startsWith(code).contains("lyra says");
        met.add(code);
    }

    private static com.esaulpaugh.headlong.abi.Address marketAddress(ForkedChain chain) {
        return Bench.abi(chain.addresses().get("lyra.optionMarket"));
    }

    private static BigInteger e18(String whole) {
        return new BigDecimal(whole).movePointRight(18).toBigIntegerExact();
    }
}
