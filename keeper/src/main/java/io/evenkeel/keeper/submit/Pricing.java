package io.evenkeel.keeper.submit;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.submit.FeePolicy.Quote;
import io.evenkeel.units.Gas;

/** What a new execution offers per gas, and how much gas it may use. */
final class Pricing {
    private final NodeGateway node;
    private final HedgeAccount account;
    private final Address sender;
    private final FeePolicy fees;
    private final GasAllowance gas;

    Pricing(NodeGateway node, HedgeAccount account, Address sender, FeePolicy fees, GasAllowance gas) {
        this.node = node;
        this.account = account;
        this.sender = sender;
        this.fees = fees;
        this.gas = gas;
    }

    /** An offer, or why there is none. */
    sealed interface Priced {
        record Offered(Quote.Offer offer, Gas gasLimit) implements Priced {}

        /** It would revert, or cost too much. */
        record Refused(String reason) implements Priced {}

        /** A question went unanswered. */
        record Unanswered(String stage, String reason) implements Priced {}
    }

    Priced price(IntentRecord intent, Lane lane) {
        NodeAnswer<FeeHistory> history =
                node.feeHistory(FeePolicy.BLOCKS, fees.limits().percentile());
        if (!(history instanceof NodeAnswer.Answered<FeeHistory> market)) {
            return unanswered("fee history", history);
        }
        return switch (quote(intent, lane, market.value())) {
            case Quote.TooExpensive expensive -> new Priced.Refused(expensive.reason());
            case Quote.Offer offer -> estimate(intent, offer);
        };
    }

    private Quote quote(IntentRecord intent, Lane lane, FeeHistory market) {
        return lane instanceof Lane.Displace displace
                ? fees.displacing(Quote.Offer.dearest(displace.routine().signedNewestFirst()), market, intent.mostFee())
                : fees.first(market, fees.ceiling(intent.urgent(), intent.mostFee()));
    }

    private Priced estimate(IntentRecord intent, Quote.Offer offer) {
        NodeAnswer<Gas> estimate = gas.of(sender, intent.to(), intent.callData());
        return switch (estimate) {
            case NodeAnswer.Answered<Gas> padded -> new Priced.Offered(offer, padded.value());
            case NodeAnswer.Faulted<Gas> faulted ->
                switch (faulted.fault()) {
                    case NodeFault.Reverted reverted ->
                        new Priced.Refused("would revert: " + account.explainRevert(reverted.data()));
                    case NodeFault.OutOfGas out -> new Priced.Refused(out.describe());
                    case NodeFault.InsufficientFunds funds -> new Priced.Refused(funds.describe());
                    default -> unanswered("gas estimate", estimate);
                };
        };
    }

    private static Priced unanswered(String stage, NodeAnswer<?> answer) {
        return new Priced.Unanswered(
                stage,
                answer instanceof NodeAnswer.Faulted<?> faulted
                        ? faulted.fault().describe()
                        : "");
    }
}
