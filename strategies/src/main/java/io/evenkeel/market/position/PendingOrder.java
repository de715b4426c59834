package io.evenkeel.market.position;

/**
 * An order that has been accepted and not been filled. A fill is a promise: it counts at its full size, at the worst
 * price the order allows, and is reported as uncertain.
 *
 * @param onFill what the order adds if it fills whole, what is paid for it included
 */
public record PendingOrder(String name, Position onFill) implements Position {}
