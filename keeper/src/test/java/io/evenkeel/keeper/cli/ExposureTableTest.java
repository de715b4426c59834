package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.market.Asset;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.Market;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RiskFactor.FundingRate;
import io.evenkeel.market.TokenPricing.Plain;
import io.evenkeel.market.position.LinearPerp;
import io.evenkeel.market.position.PendingOrder;
import io.evenkeel.market.position.Position;
import io.evenkeel.units.TokenDelta;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExposureTableTest {
    private static final VenueId PERP = new VenueId(Given.CHAIN, "perp-v2:ETH");

    /** 50 WETH at 2000 and 100,000 USDC, nothing hedged. */
    @Test
    void what_moves_the_vault_is_a_line_each_and_what_does_not_is_none() {
        assertThat(ExposureTable.of(Given.snapshot()))
                .containsExactly(
                        "exposure   all that is held and hedged, net, in USDC",
                        "  USDC price                             1,000.00  if 1 % higher",
                        "  WETH price                             1,000.00  if 1 % higher");
    }

    @Test
    void a_short_that_is_only_ordered_is_said_not_to_be_certain() {
        Position order = new PendingOrder(
                "order", new LinearPerp("perp", PERP, Given.weth("-50"), TokenDelta.of(Given.USDC, "99000")));

        assertThat(ExposureTable.of(holding(order)))
                .containsExactly(
                        "exposure   all that is held and hedged, net, in units of account",
                        "  USDC price                               990.00  if 1 % higher",
                        "  perp-v2:ETH funding                    1,000.00  a year, if a point higher",
                        "  funding time                              27.40  a day",
                        "  orders not filled                     -1,000.00  not certain");
    }

    private static MarketSnapshot holding(Position further) {
        MarketSnapshot s = Given.snapshot();
        Market market = Market.at(s.block().timestamp())
                .withToken(Given.WETH, new Plain(new Asset("ETH")))
                .withToken(Given.USDC, new Plain(new Asset("USDC")))
                .withPrice(new Asset("ETH"), 2000)
                .withPrice(new Asset("USDC"), 1)
                .with(new FundingRate(PERP), 0.1);
        Holdings holdings = new Holdings(
                s.holdings().idleBase(), s.holdings().idleQuote(), List.of(), new Portfolio(market, List.of(further)));
        return new MarketSnapshot(
                s.block(),
                s.account(),
                s.pair(),
                s.sequence(),
                s.price(),
                holdings,
                s.venues(),
                s.envelope(),
                s.baseFee(),
                s.keeperBalance());
    }
}
