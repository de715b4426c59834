package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExploreCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void aRunEndsWithOneLineOfJson() {
        assertThat(run("--schedules", "200", "--seed", "7", "--json")).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .matches("\\{\"schedules\":200,\"seed\":7,\"steps\":\\d+,\"faults\":\\{\"pool_dropped\":\\d+,.*\\},"
                        + "\"crashes\":\\d+,\"reorgs\":\\d+,\"most_quiet_blocks\":\\d+,\"broken\":0,"
                        + "\"broken_seeds\":\\[\\],\"seconds\":[\\d.]+\\}");
    }

    @Test
    void inWordsItSaysHowMuchWentWrongAndThatNothingBroke() {
        assertThat(run("--schedules", "100")).isZero();

        assertThat(out.toString()).contains("100 schedules from seed 1, ", " crashes, ", ": nothing broke (");
    }

    @Test
    void oneScheduleIsToldStepByStep() {
        assertThat(run("--schedules", "1", "--seed", "3", "--story")).isZero();

        assertThat(out.toString()).contains("  1. a vault that ", ". the faults stop");
    }

    @Test
    void aMistakeOfTheCommandLineGetsOneMessage() {
        assertThat(run("--schedules", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--schedules", "5", "--story")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--seed", String.valueOf(Long.MAX_VALUE))).isEqualTo(ExitCode.USAGE);

        assertThat(errors.toString().lines())
                .containsExactly(
                        "--schedules must be 1 to 1000000000, was 0",
                        "--story tells one schedule: give --schedules 1 with it, was 5",
                        "--seed 9223372036854775807 leaves no room for 100000 seeds above it");
        assertThat(run("--seed", "x")).isEqualTo(ExitCode.USAGE);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "explore";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Commands.execute(new PrintWriter(out, true), new PrintWriter(errors, true), all);
    }
}
