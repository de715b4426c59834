package io.evenkeel.chain;

/**
 * A market of a protocol on one chain, for example {@code perp-v2:ETH@31337}. The name is what people see and
 * configure; keccak of the name is what the gauge answers as {@code venueId}.
 */
public record VenueId(ChainId chainId, String name) implements Comparable<VenueId> {
    public VenueId {
        if (!name.matches("[a-z0-9][a-z0-9-]*(:[A-Za-z0-9-]+)?")) {
            throw new IllegalArgumentException("venue name must look like perp-v2:ETH, was '" + name + "'");
        }
    }

    /** The part before the colon: which protocol, as in {@code perp-v2}. */
    public String protocol() {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    @Override
    public int compareTo(VenueId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
