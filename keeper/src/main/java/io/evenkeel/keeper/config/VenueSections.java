package io.evenkeel.keeper.config;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.config.KeeperConfig.VenueEntry;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueRegistry;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One entry under {@code venues}: which protocol, what it is called, and exactly the contracts that protocol wants. */
final class VenueSections {
    private VenueSections() {}

    /** @param base what amounts are of */
    static VenueEntry read(ConfigSection section, Token base) {
        String name = section.text("name");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]*(:[A-Za-z0-9-]+)?")) {
            section.problem("name", "is '" + name + "'; want a protocol and a market, as in perp-v2:ETH");
        }
        Map<String, Address> contracts = new LinkedHashMap<>();
        Optional<VenueProtocol> protocol = VenueRegistry.protocol(name.split(":", 2)[0]);
        if (protocol.isEmpty()) {
            section.passOver("contracts");
        }
        if (protocol.isEmpty() && !name.isEmpty()) {
            section.problem(
                    "name",
                    "is '" + name + "', of a protocol that is not known here; known: "
                            + String.join(
                                    ", ",
                                    VenueRegistry.protocols().stream()
                                            .map(VenueProtocol::name)
                                            .toList()));
        }
        if (protocol.isPresent() && !protocol.get().contracts().isEmpty()) {
            ConfigSection addresses = section.section("contracts");
            protocol.get().contracts().forEach(wanted -> contracts.put(wanted, addresses.address(wanted)));
            protocol.get().optionalContracts().stream()
                    .filter(wanted -> addresses.optionalText(wanted).isPresent())
                    .forEach(wanted -> contracts.put(wanted, addresses.address(wanted)));
        }
        Map<String, TokenAmount> amounts =
                protocol.map(known -> besides(section, known, base, contracts)).orElse(Map.of());
        boolean standBy = section.optionalText("standBy").isPresent()
                && section.oneOf("standBy", "false", "true").equals("true");
        if (standBy && protocol.isPresent() && !protocol.get().hedges() && amounts.isEmpty()) {
            section.problem(
                    "standBy", "is true, but " + name + " is what the vault holds: only a place to hedge can stand by");
        }
        return new VenueEntry(name, contracts, amounts, standBy);
    }

    /** What makes a place to hedge of what is only held otherwise: all of it, once any of it is given. */
    private static Map<String, TokenAmount> besides(
            ConfigSection section, VenueProtocol protocol, Token base, Map<String, Address> contracts) {
        VenueProtocol.Besides besides = protocol.besides();
        boolean given = besides.amounts().stream().anyMatch(section::holds)
                || !besides.contracts().isEmpty() && section.holds("contracts");
        Map<String, TokenAmount> amounts = new LinkedHashMap<>();
        if (given) {
            ConfigSection addresses = section.section("contracts");
            besides.contracts().forEach(wanted -> contracts.put(wanted, addresses.address(wanted)));
            besides.amounts().forEach(wanted -> amounts.put(wanted, LimitsSection.amount(section, wanted, base)));
        }
        return amounts;
    }
}
