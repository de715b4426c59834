package io.evenkeel.keeper.venue;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Pair;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything the keeper knows of one protocol.
 *
 * @param name as in {@code perp-v2}
 * @param contracts names of the addresses it must be configured with, no more and no fewer
 * @param hedges whether positions can be opened here; false for what the vault only holds
 */
public record VenueProtocol(
        String name,
        List<String> contracts,
        boolean hedges,
        RevertTable reverts,
        Function<Site, ConfiguredVenue> wiring) {
    public VenueProtocol {
        contracts = List.copyOf(contracts);
    }

    /** @param contracts by the names the protocol asks for */
    public record Site(VenueId id, Pair pair, Map<String, Address> contracts) {
        public Site {
            contracts = Map.copyOf(contracts);
        }

        public Address contract(String name) {
            Address address = contracts.get(name);
            if (address == null) {
                throw new IllegalArgumentException(id + " has no contract called " + name);
            }
            return address;
        }
    }

    /** One venue, ready to be read and traded. */
    public record ConfiguredVenue(VenueId id, VenueReader reader, VenueEncoder encoder) {}

    /** @throws IllegalArgumentException naming every contract that is missing or too many */
    public ConfiguredVenue at(Site site) {
        List<String> missing = contracts.stream()
                .filter(wanted -> !site.contracts().containsKey(wanted))
                .sorted()
                .toList();
        List<String> unknown = site.contracts().keySet().stream()
                .filter(given -> !contracts.contains(given))
                .sorted()
                .toList();
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException(site.id() + ": " + name + " wants the contracts " + contracts
                    + (missing.isEmpty() ? "" : "; missing: " + missing)
                    + (unknown.isEmpty() ? "" : "; unknown: " + unknown));
        }
        return wiring.apply(site);
    }
}
