package io.evenkeel.keeper.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.backtest.Attribution;
import io.evenkeel.backtest.BacktestSeries;
import io.evenkeel.keeper.adapter.jackson.Documents;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    private Path folder = Path.of("replaced by JUnit");

    private final String page = Report.html(ExampleResults.content("A year of minutes", "title: A year of minutes\n"));

    @Test
    void the_page_says_the_figures_without_running_anything() {
        assertThat(page)
                .contains("removed 98.77 % of the variance and cost 785.3 USDC")
                .contains("525,600 bars of 1 min")
                .contains("<td>loss versus rebalancing</td><td class=\"number\">-5,310</td>")
                .contains("284 bars from 2021-04-25 04:01 UTC, before line 6201")
                .contains("Funding is charged over the interval after");
    }

    @Test
    void the_page_is_one_file_that_asks_for_nothing_else() {
        String outsideTheLibrary = page.replace(PageResources.chartScript(), "");

        assertThat(outsideTheLibrary)
                .doesNotContainPattern("(?i)\\b(src|href|srcset|action|data)\\s*=\\s*[\"']")
                .doesNotContainPattern("(?i)@import|url\\(|fetch\\(|XMLHttpRequest|import\\(|https?://");
        assertThat(PageResources.chartScript()).doesNotContain("</script", "fetch(", "XMLHttpRequest", "import(");
        assertThat(page).contains("default-src 'none'").contains("MIT License");
    }

    @Test
    void no_script_runs_but_the_two_the_page_came_with() {
        String policy = between(page, "script-src ", "\"");

        assertThat(policy.split(" "))
                .containsExactly(Html.policyHash(PageResources.chartScript()), Html.policyHash(PageResources.script()));
    }

    @Test
    void a_name_that_is_a_script_is_shown_and_not_run() {
        String wicked = "</script><script>alert('x')</script><img onerror=\"alert(1)\" src=x>&\u2028";

        String clean = Report.html(ExampleResults.content("any", "any"));
        String page = Report.html(ExampleResults.content(wicked, wicked));

        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img").contains("&lt;/script&gt;");
        assertThat(count(page, "<script")).isEqualTo(count(clean, "<script"));
        assertThat(count(page, "</script")).isEqualTo(count(clean, "</script"));
        Matcher data = Pattern.compile("id=\"figures\">(.*?)</script>").matcher(page);
        assertThat(data.find()).isTrue();
        assertThat(parsed(data.group(1))).containsEntry("title", wicked).containsEntry("configuration", wicked);
    }

    @Test
    void the_summary_line_parses_and_its_attribution_adds_up() {
        String line = Documents.line(
                Figures.summaryLine(ExampleResults.content("any", "any").result(), 1.2344));

        Map<String, Object> summary = parsed(line);

        assertThat(line).doesNotContain("\n");
        assertThat(summary.keySet())
                .startsWith(
                        "rule",
                        "bars",
                        "seconds",
                        "trades",
                        "cost",
                        "rms",
                        "std",
                        "cvar5",
                        "residual_variance_ratio",
                        "min_liquidation_distance",
                        "liquidations",
                        "attribution",
                        "attribution_gap");
        assertThat(summary).containsEntry("seconds", 1.234);
        @SuppressWarnings("unchecked")
        Map<String, Number> attribution = (Map<String, Number>) value(summary, "attribution");
        double sum = attribution.entrySet().stream()
                .filter(term -> !term.getKey().equals("total"))
                .mapToDouble(term -> term.getValue().doubleValue())
                .sum();
        assertThat(value(attribution, "total").doubleValue()).isCloseTo(sum, within(1e-9));
        assertThat(((Number) value(summary, "final_hedged")).doubleValue()).isCloseTo(sum, within(1e-9));
    }

    @Test
    void what_is_infinite_is_null_in_json_and_a_dash_to_the_eye() {
        Map<String, Object> all = parsed(Documents.line(Figures.all(ExampleResults.content("any", "any"))));

        @SuppressWarnings("unchecked")
        Map<String, List<Object>> series = (Map<String, List<Object>>) value(all, "series");
        assertThat(value(series, "liquidation_distance").getFirst()).isNull();
        assertThat(Shown.percent(Double.POSITIVE_INFINITY)).isEqualTo("–");
    }

    @Test
    void every_term_of_the_attribution_is_named_in_its_order() {
        List<String> components = Arrays.stream(Attribution.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        assertThat(Arrays.stream(AttributionTerm.values()).map(term -> camel(term.key())))
                .containsExactlyElementsOf(components);
    }

    @Test
    void a_hedge_that_could_not_follow_is_said_at_the_top() {
        ReportContent content = ExampleResults.content("any", "any");
        BacktestSeries series = content.result().series();
        Arrays.fill(series.delta(), 0, series.points() / 4, 3 * series.bandHigh()[0]);

        assertThat(FarOutside.part(series)).isEqualTo(0.25);
        assertThat(Report.html(content)).contains("class=\"warning\"").contains("At 25 % of the points below");
        assertThat(page).doesNotContain("class=\"warning\"");
    }

    @Test
    void the_same_results_give_the_same_page() {
        assertThat(Report.html(ExampleResults.content("A year of minutes", "title: A year of minutes\n")))
                .isEqualTo(page);
    }

    private Map<String, Object> parsed(String json) {
        try {
            Path file = folder.resolve("figures.json");
            Files.writeString(file, json);
            return ((Documents.Outcome.Read) Documents.readJson(file)).values();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static <T> T value(Map<String, T> values, String key) {
        return Objects.requireNonNull(values.get(key), key);
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static String camel(String key) {
        StringBuilder camel = new StringBuilder();
        for (String word : key.split("_")) {
            camel.append(camel.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }
}
