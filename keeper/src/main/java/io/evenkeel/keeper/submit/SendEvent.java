package io.evenkeel.keeper.submit;

import io.evenkeel.keeper.node.NodeFault;
import java.time.Instant;

/** Something that happened to a nonce's transactions. */
public sealed interface SendEvent {
    Instant at();

    /** A new payload is signed and on disk. */
    record Signed(Instant at, boolean cancelling) implements SendEvent {}

    /** A node has taken the newest bytes, or had them already. */
    record Accepted(Instant at) implements SendEvent {}

    /** No node has taken them; the fault is the most telling one. */
    record Rejected(Instant at, NodeFault fault) implements SendEvent {}

    /** A replacement was due, and would have cost more than allowed. */
    record RaiseRefused(Instant at, String reason) implements SendEvent {}

    /** One of the nonce's transactions is in a block. */
    record Included(Instant at) implements SendEvent {}

    /** It is in no block any more. */
    record Excluded(Instant at) implements SendEvent {}
}
