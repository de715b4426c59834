/**
 * One folder per protocol: reads its state, encodes its actions, names its reverts.
 *
 * <p>A protocol is one {@link io.evenkeel.keeper.venue.VenueProtocol} and one line in {@link
 * io.evenkeel.keeper.venue.VenueRegistry}. Its reader turns the state struct of its gauge into a {@link
 * io.evenkeel.market.Venue} (or into something the vault merely holds); its encoder turns a {@link
 * io.evenkeel.plan.HedgeAction} into the calls its rule on chain allows, with exact approvals and a limit on the other
 * amount; its table says what its refusals mean and what happens next. Nothing outside the folder knows the protocol.
 */
@NullMarked
package io.evenkeel.keeper.venue;

import org.jspecify.annotations.NullMarked;
