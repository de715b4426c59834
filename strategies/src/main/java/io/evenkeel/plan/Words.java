package io.evenkeel.plan;

import io.evenkeel.allocate.Allocation.BoundLimit;
import io.evenkeel.allocate.HedgeSpreader.Spread;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as an operator reads them. */
final class Words {
    private Words() {}

    static String of(TokenDelta amount) {
        return number(amount.wholeAsDouble()) + " " + amount.token();
    }

    static String of(TokenAmount amount) {
        return of(amount.asDelta());
    }

    static String quote(double whole, Object token) {
        return String.format(Locale.ROOT, "%,.2f %s", whole, token);
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", fraction * 100);
    }

    /** Which limits made a spread dearer, what spare room is given up, and why venues on stand-by trade. */
    static List<String> boundBy(Spread spread, Token quote) {
        List<String> lines = new ArrayList<>();
        for (BoundLimit bound : spread.bound()) {
            lines.add("held back by " + bound.name() + ": each unit more would save "
                    + String.format(Locale.ROOT, "%.6g", bound.quotePerUnit()) + " " + quote);
        }
        if (spread.roomKept() < 1 && !spread.moves().isEmpty()) {
            lines.add("only " + percent(spread.roomKept())
                    + " of the spare room can be kept free: the hedge would not fit otherwise");
        }
        lines.addAll(calledUp(spread));
        return lines;
    }

    /** Why venues on stand-by trade, where they do. */
    static List<String> calledUp(Spread spread) {
        List<String> lines = new ArrayList<>();
        spread.calledUp().ifPresent(calledUp -> {
            lines.add("the usual venues have no room for "
                    + of(calledUp.beyond().abs()) + ": venues on stand-by take over");
            calledUp.because().forEach(limit -> lines.add(limit.toString()));
        });
        return lines;
    }

    private static String number(double whole) {
        return String.format(Locale.ROOT, Math.abs(whole) >= 1000 ? "%,.2f" : "%.4f", whole);
    }
}
