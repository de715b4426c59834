package io.evenkeel.testchain.fault;

/** What can happen to one exchange between keeper and node. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** The connection ends before the node has heard of the request. */
    CUT_BEFORE_DELIVERY,
    /** The node has done what was asked, and the connection ends before it can say so. */
    CUT_AFTER_DELIVERY,
    /** The connection is reset, in the middle of the answer. */
    RESET,
    /** The answer comes late. */
    DELAY,
    /** The answer comes a few bytes at a time. */
    TRICKLE,
    /** The answer ends half way, though its length was announced. */
    TRUNCATE,
    /** The connection stays open and nothing comes; the node has not heard of the request. */
    HALF_OPEN_BEFORE_DELIVERY,
    /** The connection stays open and nothing comes; the node has done what was asked. */
    HALF_OPEN_AFTER_DELIVERY,
    /** HTTP 429; the node has not heard of the request. */
    TOO_MANY_REQUESTS,
    /** HTTP 502 with a page for humans; the node has done what was asked. */
    BAD_GATEWAY,
    /** HTTP 200 with bytes that mean nothing. */
    GARBAGE,
    /** The answer comes twice, so that the next request on this connection finds one that is not its own. */
    DUPLICATE,
    /** The newest block is answered with one that was newest before; other questions are answered truly. */
    OLD_HEAD
}
