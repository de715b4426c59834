package io.evenkeel.keeper.venue;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Pair;
import io.evenkeel.units.TokenAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything the keeper knows of one protocol.
 *
 * @param name as in {@code perp-v2}
 * @param contracts names of the addresses it must be configured with
 * @param optionalContracts names of those it may be configured with besides, each or none
 * @param besides what makes a place to hedge of what the vault only holds, where it is given
 * @param hedges whether positions can be opened here; false for what the vault only holds
 */
public record VenueProtocol(
        String name,
        List<String> contracts,
        List<String> optionalContracts,
        Besides besides,
        boolean hedges,
        RevertTable reverts,
        Function<Site, ConfiguredVenue> wiring) {
    public VenueProtocol {
        contracts = List.copyOf(contracts);
        optionalContracts = List.copyOf(optionalContracts);
    }

    /** A protocol that takes its contracts and nothing besides. */
    public VenueProtocol(
            String name,
            List<String> contracts,
            boolean hedges,
            RevertTable reverts,
            Function<Site, ConfiguredVenue> wiring) {
        this(name, contracts, List.of(), Besides.NOTHING, hedges, reverts, wiring);
    }

    /** A protocol that is a place to hedge only with what is given besides. */
    public VenueProtocol(
            String name,
            List<String> contracts,
            Besides besides,
            boolean hedges,
            RevertTable reverts,
            Function<Site, ConfiguredVenue> wiring) {
        this(name, contracts, List.of(), besides, hedges, reverts, wiring);
    }

    /**
     * What may be configured besides: all of it or none.
     *
     * @param amounts names of amounts of the base token
     */
    public record Besides(List<String> contracts, List<String> amounts) {
        public static final Besides NOTHING = new Besides(List.of(), List.of());

        public Besides {
            contracts = List.copyOf(contracts);
            amounts = List.copyOf(amounts);
        }
    }

    /**
     * @param contracts by the names the protocol asks for
     * @param amounts base token, likewise
     */
    public record Site(VenueId id, Pair pair, Map<String, Address> contracts, Map<String, TokenAmount> amounts) {
        public Site {
            contracts = Map.copyOf(contracts);
            amounts = Map.copyOf(amounts);
        }

        /** Without anything besides. */
        public Site(VenueId id, Pair pair, Map<String, Address> contracts) {
            this(id, pair, contracts, Map.of());
        }

        /** Whether it was given what may be given besides. */
        public boolean hasBesides() {
            return !amounts.isEmpty();
        }

        public TokenAmount amount(String name) {
            TokenAmount amount = amounts.get(name);
            if (amount == null) {
                throw new IllegalArgumentException(id + " has no amount called " + name);
            }
            return amount;
        }

        public Address contract(String name) {
            Address address = contracts.get(name);
            if (address == null) {
                throw new IllegalArgumentException(id + " has no contract called " + name);
            }
            return address;
        }

        public Optional<Address> optionalContract(String name) {
            return Optional.ofNullable(contracts.get(name));
        }
    }

    /** One venue, ready to be read and traded. */
    public record ConfiguredVenue(VenueId id, VenueReader reader, VenueEncoder encoder) {}

    /** @throws IllegalArgumentException naming every contract that is missing or too many */
    public ConfiguredVenue at(Site site) {
        List<String> wanted = new ArrayList<>(contracts);
        if (site.hasBesides()) {
            wanted.addAll(besides.contracts());
        }
        List<String> missing = wanted.stream()
                .filter(contract -> !site.contracts().containsKey(contract))
                .sorted()
                .toList();
        List<String> unknown = site.contracts().keySet().stream()
                .filter(given -> !wanted.contains(given) && !optionalContracts.contains(given))
                .sorted()
                .toList();
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException(site.id() + ": " + name + " wants the contracts " + wanted
                    + (missing.isEmpty() ? "" : "; missing: " + missing)
                    + (unknown.isEmpty() ? "" : "; unknown: " + unknown));
        }
        return wiring.apply(site);
    }
}
