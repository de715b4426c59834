package io.evenkeel.vectors;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.NamedValues;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One reading of one gauge at one block, recorded on a chain with the protocol's published bytecode.
 *
 * @param state the gauge's state struct, fields by name
 * @param totals what the gauge made of it at the price
 * @param answers what else the protocol said on the same state; no fields where nothing was asked
 */
public record GaugeVector(String name, BigInteger priceE18, Fields state, Fields totals, Fields answers) {
    /** What the policy says of a venue is not the gauge's business: any caps will do. */
    static final VenueCaps ANY_CAPS = new VenueCaps(Bps.WHOLE, Bps.WHOLE);

    /** Every vector of a file; a file that is missing or empty fails the test that asked for it. */
    static List<GaugeVector> in(String file) {
        List<GaugeVector> vectors = new ArrayList<>();
        for (JsonNode node : parse(file)) {
            vectors.add(new GaugeVector(
                    file + " number " + vectors.size(),
                    new Fields(node).integer("priceE18"),
                    new Fields(node.required("state")),
                    new Fields(node.required("totals")),
                    new Fields(node.path("answers"))));
        }
        if (vectors.isEmpty()) {
            throw new IllegalStateException("no vectors in " + file);
        }
        return vectors;
    }

    /** Our own count of the same state comes to the gauge's totals, to the last digit. */
    void assertCountsAsTheGauge(Venue venue) {
        assertThat(venue.delta().units()).isEqualTo(totals.integer("delta"));
        assertThat(venue.protocolEquity().units()).isEqualTo(totals.integer("protocolEquity"));
        assertThat(venue.maintenance().units()).isEqualTo(totals.integer("maintenance"));
        assertThat(venue.oracleNav(price()).units()).isEqualTo(totals.integer("oracleNav"));
    }

    Price price() {
        return new Price(WETH, USDC, priceE18);
    }

    private static JsonNode parse(String file) {
        try (InputStream in = GaugeVector.class.getResourceAsStream("/vectors/" + file)) {
            if (in == null) {
                throw new IllegalStateException("vectors/" + file + " is missing");
            }
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Fields by name. Integers are written as decimal strings: they do not fit a JSON number. */
    public record Fields(JsonNode node) implements NamedValues {
        @Override
        public BigInteger integer(String name) {
            return new BigInteger(node.required(name).stringValue());
        }

        @Override
        public boolean flag(String name) {
            return node.required(name).booleanValue();
        }

        Fields inner(String name) {
            return new Fields(node.required(name));
        }

        List<Fields> list(String name) {
            List<Fields> items = new ArrayList<>();
            node.required(name).forEach(item -> items.add(new Fields(item)));
            return items;
        }
    }
}
