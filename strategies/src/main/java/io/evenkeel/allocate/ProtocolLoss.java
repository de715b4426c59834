package io.evenkeel.allocate;

import io.evenkeel.units.TokenAmount;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the vault loses if one protocol goes to zero.
 *
 * @param protocol as in {@code perp-v2}: all of its venues fail together
 * @param equity quote token: collateral there and unrealised gains, at our price; 0 where it owes more than it has
 * @param reopening quote token: the most that opening its hedge elsewhere costs, every trade at its worst price and gas
 *     on top
 * @param homeless base token: the part of that hedge which the other venues have no room for now
 */
public record ProtocolLoss(String protocol, TokenAmount equity, TokenAmount reopening, TokenAmount homeless) {
    public TokenAmount total() {
        return equity.plus(reopening);
    }

    /** All protocols, the worst first: the loss if any one of them goes to zero is at most that of the first. */
    public record Statement(List<ProtocolLoss> worstFirst) {
        public Statement {
            worstFirst = worstFirst.stream()
                    .sorted(Comparator.comparing(ProtocolLoss::total).reversed().thenComparing(ProtocolLoss::protocol))
                    .toList();
        }

        /** Empty where there is no protocol to fail. */
        public Optional<ProtocolLoss> worst() {
            return worstFirst.stream().findFirst();
        }

        public boolean isAtMost(TokenAmount limit) {
            return worst().map(loss -> loss.total().compareTo(limit) <= 0).orElse(true);
        }
    }

    @Override
    public String toString() {
        return "if " + protocol + " goes to zero: " + total() + " (" + equity + " there, " + reopening
                + " to open its hedge elsewhere"
                + (homeless.isZero() ? "" : ", of which " + homeless + " finds no room") + ")";
    }
}
