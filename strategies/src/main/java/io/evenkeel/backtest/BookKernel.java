package io.evenkeel.backtest;

import io.evenkeel.backtest.HeldBook.HeldLoan;
import io.evenkeel.backtest.HeldBook.HeldRange;
import io.evenkeel.hedge.BookCurve;
import io.evenkeel.market.uniswapv3.RangeCurve;

/**
 * The book that is held, in plain numbers: its value and how it moves, at the last row it was advanced to. Settles what
 * expires into the quote it owns. Allocates nothing after it was made.
 */
final class BookKernel implements BookCurve {
    private final double spotBase;
    private final RangeCurve[] ranges;
    private final double[] feesPerYear;
    private final double[] rangeValue;
    private final double[] loanCollateral;
    private final double[] loanDebt;
    private final double[] loanSupply;
    private final double[] loanBorrow;
    private final MarkedOptions options;

    /** Quote earned by ranges and settled by options. */
    private double settled;

    private double value;
    private double delta;
    private double gamma;

    BookKernel(HeldBook book) {
        spotBase = book.spotBase();
        ranges = book.ranges().stream()
                .map(r -> RangeCurve.between(r.lowerPrice(), r.upperPrice(), r.liquidity()))
                .toArray(RangeCurve[]::new);
        feesPerYear = book.ranges().stream().mapToDouble(HeldRange::feesPerYear).toArray();
        rangeValue = new double[ranges.length];
        loanCollateral =
                book.loans().stream().mapToDouble(HeldLoan::collateralBase).toArray();
        loanDebt = book.loans().stream().mapToDouble(HeldLoan::debtQuote).toArray();
        loanSupply = book.loans().stream().mapToDouble(HeldLoan::supplyPerYear).toArray();
        loanBorrow = book.loans().stream().mapToDouble(HeldLoan::borrowPerYear).toArray();
        options = new MarkedOptions(book.options());
    }

    double value() {
        return value;
    }

    double delta() {
        return delta;
    }

    double gamma() {
        return gamma;
    }

    boolean hasOptions() {
        return options.absoluteGamma() > 0;
    }

    /** The part of |gamma| that belongs to options. */
    double optionPartOfGamma() {
        double ofOptions = options.absoluteGamma();
        double ofRanges = Math.abs(gamma - options.gamma());
        return ofOptions > 0 ? ofOptions / (ofOptions + ofRanges) : 0;
    }

    double yearsToExpiry() {
        return options.yearsToExpiry();
    }

    double ratePerYear() {
        return options.ratePerYear();
    }

    /** What does not expire stays as it is. */
    @Override
    public void at(double price, double timeStretch, double varianceStretch, Point out) {
        out.deltaBase = delta - options.delta();
        out.gammaBasePerQuote = gamma - options.gamma();
        options.addAt(price, timeStretch, varianceStretch, out);
    }

    /** Marks at the first row; nothing is booked. */
    void start(Bar bar) {
        options.start(bar);
        for (int i = 0; i < rangeValue.length; i++) {
            rangeValue[i] = ranges[i].value(bar.spot);
        }
        measure(bar);
    }

    /** From the row before to this one; what the delta at the start made of the move is booked by the caller. */
    void advance(Bar bar, PnlTerms pnl) {
        double move = bar.spot - bar.spotBefore;
        for (int i = 0; i < rangeValue.length; i++) {
            double before = rangeValue[i];
            double deltaBefore = ranges[i].base(bar.spotBefore);
            double now = ranges[i].value(bar.spot);
            pnl.lossVersusRebalancing += now - before - deltaBefore * move;
            boolean inRange = ranges[i].gamma(bar.spotBefore) < 0;
            double fees = inRange ? before * feesPerYear[i] * bar.years : 0;
            settled += fees;
            pnl.rangeFees += fees;
            rangeValue[i] = now;
        }
        for (int i = 0; i < loanDebt.length; i++) {
            double earned = loanCollateral[i] * Math.expm1(loanSupply[i] * bar.years);
            double interest = loanDebt[i] * Math.expm1(loanBorrow[i] * bar.years);
            loanCollateral[i] += earned;
            loanDebt[i] += interest;
            pnl.borrow += earned * bar.spot - interest;
        }
        settled += options.advance(bar, pnl);
        measure(bar);
    }

    private void measure(Bar bar) {
        double newValue = settled + spotBase * bar.spot + options.value();
        double newDelta = spotBase + options.delta();
        double newGamma = options.gamma();
        for (int i = 0; i < rangeValue.length; i++) {
            newValue += rangeValue[i];
            newDelta += ranges[i].base(bar.spot);
            newGamma += ranges[i].gamma(bar.spot);
        }
        for (int i = 0; i < loanDebt.length; i++) {
            newValue += loanCollateral[i] * bar.spot - loanDebt[i];
            newDelta += loanCollateral[i];
        }
        value = newValue;
        delta = newDelta;
        gamma = newGamma;
    }
}
