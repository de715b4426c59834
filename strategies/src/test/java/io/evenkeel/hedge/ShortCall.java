package io.evenkeel.hedge;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;

/** A book that has sold {@code quantity} European calls (bought, below zero), with Strata's delta and gamma. */
record ShortCall(double quantity, double strike, double volatility, double ratePerYear, double yearsToExpiry)
        implements BookCurve {
    @Override
    public void at(double price, double timeStretch, double varianceStretch, Point out) {
        double years = yearsToExpiry * timeStretch;
        double deviation = volatility * Math.sqrt(varianceStretch);
        double growth = Math.exp(ratePerYear * years);
        double forward = price * growth;
        out.deltaBase = -quantity * BlackFormulaRepository.delta(forward, strike, years, deviation, true);
        out.gammaBasePerQuote = -quantity * growth * BlackFormulaRepository.gamma(forward, strike, years, deviation);
    }

    /** Inputs for a hedge of this book. */
    HedgeInputs inputs(double price) {
        HedgeInputs in = new HedgeInputs();
        in.price = price;
        in.volatility = volatility;
        in.ratePerYear = ratePerYear;
        in.curve = this;
        in.yearsToExpiry = yearsToExpiry;
        in.unwindsAtExpiry = true;
        in.optionPartOfGamma = 1;
        in.navQuote = 100;
        Point now = in.bookAt(1, 1);
        in.bookDeltaBase = now.deltaBase;
        in.bookGammaBasePerQuote = now.gammaBasePerQuote;
        return in;
    }
}
