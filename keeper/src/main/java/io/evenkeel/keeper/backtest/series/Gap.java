package io.evenkeel.keeper.backtest.series;

import java.time.Instant;

/**
 * Bars that are missing.
 *
 * @param line of the row that comes after them
 * @param firstMissing the first bar's stamp
 * @param bars how many
 */
public record Gap(long line, Instant firstMissing, long bars) {}
