package io.evenkeel.keeper.backtest.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What goes into every page: our style and script, and the chart library's, as it lies on the class path. */
final class PageResources {
    private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

    private PageResources() {}

    static String style() {
        return text("report.css");
    }

    static String script() {
        return text("report.js");
    }

    static String chartStyle() {
        return chart("dist/uPlot.min.css");
    }

    static String chartScript() {
        return chart("dist/uPlot.iife.min.js");
    }

    /** Its licence asks to go wherever it goes. */
    static String chartLicence() {
        return chart("LICENSE");
    }

    private static String chart(String name) {
        return text("/META-INF/resources/webjars/uplot/" + chartVersion() + "/" + name);
    }

    private static String chartVersion() {
        Properties properties = new Properties();
        try (InputStream in = open(WEBJAR)) {
            properties.load(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return properties.getProperty("version", "");
    }

    private static String text(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static InputStream open(String name) {
        InputStream in = PageResources.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + " is missing in this build");
        }
        return in;
    }
}
