package io.evenkeel.testchain.vault;

import io.evenkeel.testchain.AddressBook;
import java.util.List;

/** Every listing there is: a line each. */
public final class VenueListings {
    private static final List<VenueListing> ALL =
            List.of(AaveV36Listing.WETH, GmxV2Listing.ETH, PerpsV2Listing.ETH, LyraListing.ETH);

    private VenueListings() {}

    /** Those whose protocol the chain has. */
    public static List<VenueListing> possibleOn(AddressBook book) {
        return ALL.stream().filter(listing -> listing.isPossible(book)).toList();
    }
}
