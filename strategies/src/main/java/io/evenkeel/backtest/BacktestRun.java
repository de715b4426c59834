package io.evenkeel.backtest;

import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Years;
import java.time.Duration;

/** One run while it is under way. */
final class BacktestRun {
    private static final double DUST_BASE = 1e-8;

    private static final int PROGRESS_REPORTS = 100;

    private final BacktestInput input;
    private final BacktestPlan plan;
    private final RiskLimits limits;
    private final Bar bar;
    private final BookKernel book;
    private final PaperVenue[] venues;
    private final Disruptions disruptions;
    private final BarVolatility estimate;
    private final PnlTerms pnl = new PnlTerms();
    private final Orders orders;
    private final RuleDesk rule;
    private final Recorder recorder;
    private final NoRoom noRoom = new NoRoom();
    private double idleQuote;
    private double pendingBase;
    /** Since the first row. */
    private double years;

    private int liquidations;

    BacktestRun(BacktestInput input, BacktestPlan plan) {
        this.input = input;
        this.plan = plan;
        this.limits = PaperTokens.onPaper(plan.limits());
        bar = new Bar(
                input, plan.gasPriceGwei(), limits.cost().priorityFee().wei().doubleValue() * 1e-9);
        book = new BookKernel(plan.book());
        venues = plan.venues().stream().map(PaperVenue::of).toArray(PaperVenue[]::new);
        disruptions = new Disruptions(plan.disruptions());
        estimate = new BarVolatility(
                Years.of(Duration.ofSeconds(plan.volatilityHalfLifeSeconds())),
                limits.band().volatility());
        orders = new Orders(venues.length);
        rule = new RuleDesk(plan, limits);
        recorder = new Recorder(input.bars(), plan.seriesPoints());
        idleQuote = plan.book().idleQuote();
    }

    BacktestResult run(BacktestProgress progress) {
        int reportEvery = Math.max(1, input.bars() / PROGRESS_REPORTS);
        bar.read(0);
        book.start(bar);
        double start = value();
        double unhedgedStart = unhedged();
        recorder.start(start, unhedgedStart);
        disruptions.pauseAndResume(venues, bar);
        idleQuote += disruptions.deleverage(venues, bar, pnl);
        decideIfDue();
        record(nearestDistance());
        for (int row = 1; row < input.bars(); row++) {
            bar.read(row);
            advance();
            if (row % reportEvery == 0) {
                progress.at(row, input.bars());
            }
        }
        progress.at(input.bars(), input.bars());
        return result(start, unhedgedStart);
    }

    private void advance() {
        years += bar.years;
        double move = bar.spot - bar.spotBefore;
        disruptions.pauseAndResume(venues, bar);
        pnl.delta += (book.delta() + hedge() + pendingBase) * move;
        pnl.hedgeLag -= pendingBase * move;
        book.advance(bar, pnl);
        estimate.add(bar);
        int before = liquidations;
        for (PaperVenue venue : venues) {
            liquidations += venue.advance(bar, pnl);
        }
        double distance = liquidations > before ? 0 : nearestDistance();
        fill();
        idleQuote += disruptions.deleverage(venues, bar, pnl);
        decideIfDue();
        record(distance);
    }

    private void decideIfDue() {
        if (bar.row % plan.decisionEveryBars() != 0) {
            return;
        }
        double change = rule.changeAskedFor(bar, book, venues, volatility(), value(), years, recorder);
        if (change != 0 && !noRoom.stillHolds(bar, venues) || isThin()) {
            if (VenueDesk.decide(venues, bar, idleQuote, value(), book.gamma(), change, limits, orders)) {
                noRoom.forget();
            } else {
                noRoom.remember(bar, venues);
            }
            pendingBase = orders.netBase();
            if (plan.fillDelayBars() == 0) {
                fill();
            }
        }
    }

    private double volatility() {
        return Double.isNaN(bar.volatility) ? estimate.perSqrtYear() : bar.volatility;
    }

    private boolean isThin() {
        for (PaperVenue venue : venues) {
            if (!venue.isPaused()
                    && venue.distance(bar) < limits.margin().floor().fraction()) {
                return true;
            }
        }
        return false;
    }

    /** Collateral out, collateral in, trades: what sets quote free before what takes it. */
    private void fill() {
        if (orders.isEmpty()) {
            return;
        }
        double gas = 0;
        for (int direction = -1; direction <= 1; direction += 2) {
            for (int i = 0; i < venues.length; i++) {
                double collateral = orders.collateral(i);
                if (collateral * direction > 0 && !venues[i].isPaused()) {
                    venues[i].addCollateral(collateral);
                    idleQuote -= collateral;
                    gas += venues[i].terms().gasPerCollateralMove();
                }
            }
        }
        for (int i = 0; i < venues.length; i++) {
            double base = venues[i].isPaused() ? 0 : fillable(venues[i], orders.base(i));
            if (base != 0) {
                idleQuote += venues[i].trade(base, bar, pnl);
                gas += venues[i].terms().gasPerTrade();
                rule.traded(bar, years);
                recorder.trade(bar.epochSecond, i, base, bar.spot);
            }
        }
        if (gas > 0) {
            double paid = (gas + limits.cost().executionOverhead().units()) * bar.quotePerGas;
            idleQuote -= paid;
            pnl.gas -= paid;
        }
        orders.clear();
        pendingBase = 0;
    }

    /**
     * A position that was liquidated since the order was given cannot be closed again, and one that is all but closed is
     * closed: what rounding leaves is too small to trade and would stand in the way for ever.
     */
    private static double fillable(PaperVenue venue, double base) {
        double hedge = venue.hedge();
        if (base != 0 && Math.abs(hedge + base) < DUST_BASE) {
            return -hedge;
        }
        boolean mayNotTurn = venue.terms() instanceof VenueTerms.Loan ? base > 0 : hedge * base < 0;
        return mayNotTurn && Math.abs(base) > Math.abs(hedge) ? -hedge : base;
    }

    private double hedge() {
        double sum = 0;
        for (PaperVenue venue : venues) {
            sum += venue.hedge();
        }
        return sum;
    }

    private double value() {
        double sum = book.value() + idleQuote;
        for (PaperVenue venue : venues) {
            sum += venue.equity(bar);
        }
        return sum;
    }

    private double unhedged() {
        return book.value() + plan.book().idleQuote();
    }

    private double nearestDistance() {
        double nearest = Double.POSITIVE_INFINITY;
        for (PaperVenue venue : venues) {
            nearest = Math.min(nearest, venue.nearestDistance(bar));
        }
        return nearest;
    }

    private void record(double distance) {
        recorder.bar(bar, value(), unhedged(), book.delta(), hedge(), distance, pnl);
    }

    private BacktestResult result(double start, double unhedgedStart) {
        double finalHedged = value() - start;
        double finalUnhedged = unhedged() - unhedgedStart;
        double[] hedged = recorder.pnlHedged();
        double variance = PnlStatistics.variance(hedged);
        double unhedgedVariance = PnlStatistics.variance(recorder.pnlUnhedged());
        Attribution attribution = pnl.toAttribution();
        BacktestSummary summary = new BacktestSummary(
                plan.name(),
                input.bars(),
                input.epochSeconds()[input.bars() - 1] - input.epochSeconds()[0],
                recorder.trades(),
                pnl.cost(),
                PnlStatistics.rootMeanSquare(hedged),
                Math.sqrt(variance),
                PnlStatistics.cvar5(hedged),
                variance == 0 ? 0 : variance / unhedgedVariance,
                recorder.nearestOfAll(),
                liquidations,
                finalHedged,
                finalUnhedged,
                attribution,
                Math.abs(attribution.total() - finalHedged));
        return new BacktestResult(
                summary, recorder.series(), hedged, recorder.pnlUnhedged(), recorder.beyondDelta(), recorder.costs());
    }
}
