package io.evenkeel.keeper.explore;

/**
 * Everything that can go wrong in a schedule, what it stands for, and which layer of the real keeper meets it. Faults
 * that a layer below the gateway stops for certain reach the explored keeper as that layer's fault, not as the lie
 * itself; what no layer can stop for one endpoint reaches it as it is.
 */
public enum Fault {
    NONE(Place.NOWHERE, "nothing goes wrong"),

    // ---- the chain and its pools
    POOL_DROPPED(Place.WORLD, "the pool forgets everything"),
    UNDERPRICED_DROPPED(Place.WORLD, "the pool forgets what does not pay the base fee"),
    /** Others pay more: the cheapest are evicted, and late-comers are refused until they pay as much. */
    POOL_CROWDED(Place.WORLD, "others fill the pool"),
    REORGANISED(Place.WORLD, "blocks are replaced by others"),
    BASE_FEE_JUMPED(Place.WORLD, "the base fee jumps"),
    BLOCKS_FULL(Place.WORLD, "full blocks drive the base fee up by an eighth each"),
    CHAIN_STALLED(Place.WORLD, "time passes and no block comes"),
    KEY_USED_ELSEWHERE(Place.WORLD, "somebody else uses the key, and it is mined"),
    KEY_POOLED_ELSEWHERE(Place.WORLD, "somebody else uses the key, and it waits in the pool"),

    // ---- the node as a whole
    NODE_DOWN(Place.WORLD, "the node answers nothing for a while"),
    /** An endpoint behind the others, or a change to one: for several steps the head and all with it go back. */
    HEAD_WENT_BACK(Place.WORLD, "the node is blocks behind for a while"),

    // ---- one question to the node
    /** Refused connection, or a time limit that struck before the request was out. */
    SILENT(Place.QUESTION, "no answer, and nothing was done"),
    /** A time limit that struck after it. For a question that changes nothing the same as {@link #SILENT}. */
    UNHEARD(Place.SENDING, "no answer, and the node has taken the bytes"),
    /** The bytes are on their way and reach the pool some steps later, perhaps when much else has happened. */
    TAKEN_LATE(Place.SENDING, "no answer, and the bytes reach the pool later"),
    /** Acknowledged by a gateway that then restarts, or that relays to nobody. */
    TAKEN_AND_LOST(Place.SENDING, "the node says it has them, and has not"),
    RATE_LIMITED(Place.QUESTION, "too many requests"),
    /**
     * A late reply to an earlier question, two replies in the wrong order, a truncated one: JSON-RPC replies carry
     * the id of their question and {@code JsonRpcNode} compares it, so all of them surface as malformed.
     */
    OTHERS_REPLY(Place.QUESTION, "the reply to another question"),
    /** A cache between keeper and node gives its first reply again, with the right id: nothing can tell. */
    REPEATED_REPLY(Place.QUESTION, "the reply that the same question got the last time"),
    /** A load balancer asks a node that is behind, for this question only. */
    OLD_VIEW(Place.QUESTION, "an answer from some blocks ago"),
    /** A load balancer asks now this node, now one that is behind; position is the pattern, bit by bit. */
    TWO_NODES(Place.QUESTION, "some answers of this step from some blocks ago"),
    /** A load balancer asks a node that has not noticed the last reorganisation, for this question only. */
    FORSAKEN_VIEW(Place.QUESTION, "an answer from the history before the last reorganisation"),
    /** The reader of JSON refuses it. Explored as if it had let it through: the settlement loop looks again. */
    OTHERS_RECEIPT(Place.RECEIPT, "the receipt of another transaction"),
    /** In a block that never was, with the right transaction hash. The walk by parent hashes has to see through it. */
    FORGED_RECEIPT(Place.RECEIPT, "a receipt in a block that is in no history"),
    DIES_BEFORE_ASKING(Place.QUESTION, "the keeper is killed before it asks"),
    DIES_AFTER_ASKING(Place.QUESTION, "the keeper is killed before it hears the answer"),
    POWER_CUT_ASKING(Place.QUESTION, "the power fails before the keeper hears the answer"),

    // ---- one write to the journal
    DISK_FULL(Place.WRITE, "no space left for some writes"),
    FORCE_FAILS(Place.WRITE, "the disk cannot be forced for a while"),
    DIES_BEFORE_WRITE(Place.WRITE, "the keeper is killed before it writes"),
    DIES_IN_WRITE(Place.WRITE, "the power fails in the middle of a write"),
    DIES_BEFORE_FORCE(Place.WRITE, "the keeper is killed between write and force, the write stays in the cache"),
    POWER_CUT_BEFORE_FORCE(Place.WRITE, "the power fails between write and force"),
    DIES_AFTER_FORCE(Place.WRITE, "the keeper is killed right after the force"),

    // ---- the process
    RESTARTED(Place.WORLD, "the keeper is restarted"),
    SECOND_KEEPER(Place.WORLD, "a second keeper is started on the same journal"),
    CLOCK_JUMPED(Place.WORLD, "the keeper's clock jumps");

    /** Where a fault strikes, and so what its position in a step counts. */
    enum Place {
        NOWHERE,
        /** A step of its own. */
        WORLD,
        /** Any question to the node. */
        QUESTION,
        /** Bytes handed to the node. */
        SENDING,
        /** A question for a receipt. */
        RECEIPT,
        /** A change to the journal. */
        WRITE
    }

    private final Place place;
    private final String meaning;

    Fault(Place place, String meaning) {
        this.place = place;
        this.meaning = meaning;
    }

    Place place() {
        return place;
    }

    /** In words, for a story. */
    public String meaning() {
        return meaning;
    }

    /** After this the keeper is dead. */
    public boolean isCrash() {
        return switch (this) {
            case DIES_BEFORE_ASKING,
                    DIES_AFTER_ASKING,
                    POWER_CUT_ASKING,
                    DIES_BEFORE_WRITE,
                    DIES_IN_WRITE,
                    DIES_BEFORE_FORCE,
                    POWER_CUT_BEFORE_FORCE,
                    DIES_AFTER_FORCE -> true;
            default -> false;
        };
    }
}
