package io.evenkeel.plan;

import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
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

    private static String number(double whole) {
        return String.format(Locale.ROOT, Math.abs(whole) >= 1000 ? "%,.2f" : "%.4f", whole);
    }
}
