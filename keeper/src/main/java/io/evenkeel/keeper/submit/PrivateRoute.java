package io.evenkeel.keeper.submit;

import io.evenkeel.keeper.journal.IntentRecord;

/**
 * Which bytes go to a private relay first, and until when. It goes by the block the intent was decided on, which the
 * journal keeps, so a restart does not begin the wait anew.
 *
 * @param publicAfterBlocks blocks after the one it was decided on that an intent is kept from the public pool; 1 to 25
 * @param urgentToo false: what protects from liquidation goes public at once
 */
public record PrivateRoute(PrivateRelay relay, int publicAfterBlocks, boolean urgentToo) {
    /** Relays forget what they were given after about so many blocks. */
    public static final int MOST_BLOCKS = 25;

    public PrivateRoute {
        if (publicAfterBlocks < 1 || publicAfterBlocks > MOST_BLOCKS) {
            throw new IllegalArgumentException(
                    "blocks until an intent goes public must be 1 to " + MOST_BLOCKS + ", were " + publicAfterBlocks);
        }
    }

    /** @param head number of the newest block */
    boolean isFor(IntentRecord intent, long head) {
        return (urgentToo || !intent.urgent())
                && intent.madeAtBlock()
                        .filter(madeAt -> head < madeAt + publicAfterBlocks)
                        .isPresent();
    }

    /** The last block before it goes public. */
    long lastBlock(IntentRecord intent) {
        return intent.madeAtBlock().orElseThrow() + publicAfterBlocks;
    }
}
