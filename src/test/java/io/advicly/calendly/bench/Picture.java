package io.advicly.calendly.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws the throughputs of a kept result as bars: `docs/benchmark.svg`.
final class Picture {

    private static final int LABELS = 290;
    private static final int BARS = 430;
    private static final int LINE = 34;

    private Picture() {}

    /// @param result the JSON of a run
    static void draw(Path result, Path svg) {
        try {
            JsonNode json = Http.JSON.readTree(result.toFile());
            Files.writeString(svg, svg(json, bars(json.path("tables"))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private record Bar(String label, double perSecond, boolean ours) {}

    private static List<Bar> bars(JsonNode tables) {
        List<Bar> bars = new ArrayList<>();
        for (JsonNode row : tables.path("accept")) {
            String what = row.path("what").asText();
            if (!what.contains("half load") && !what.startsWith("projecting")) {
                bars.add(
                        new Bar(
                                what.replace("accepts at saturation", "durable accepts"),
                                row.path("per second").asDouble(),
                                what.startsWith("accepts")));
            }
        }
        for (JsonNode row : tables.path("seed")) {
            bars.add(
                    new Bar(
                            "the old way, " + row.path("what").asText(),
                            row.path("per second").asDouble(),
                            false));
        }
        return bars;
    }

    private static String svg(JsonNode result, List<Bar> bars) {
        double most = bars.stream().mapToDouble(Bar::perSecond).max().orElse(1);
        int height = LINE * bars.size() + 40;
        StringBuilder svg =
                new StringBuilder(
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="system-ui, sans-serif" font-size="14">
                        <title>Deliveries per second</title>
                        <rect width="100%%" height="100%%" fill="#fff"/>
                        <text x="12" y="24" fill="#555">per second, on %d processors (%s), %s, commit %s</text>
                        """
                                .formatted(
                                        LABELS + BARS + 100,
                                        height,
                                        result.at("/machine/processors").asInt(),
                                        result.at("/machine/processor").asText(),
                                        result.path("on").asText(),
                                        result.path("commit").asText()));
        for (int n = 0; n < bars.size(); n++) {
            svg.append(bar(bars.get(n), 38 + n * LINE, most));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Bar bar, int y, double most) {
        long width = Math.max(1, Math.round(bar.perSecond() / most * BARS));
        return """
        <text x="%d" y="%d" text-anchor="end" fill="#222">%s</text>
        <rect x="%d" y="%d" width="%d" height="22" rx="3" fill="%s"/>
        <text x="%d" y="%d" fill="#222">%s</text>
        """
                .formatted(
                        LABELS - 10,
                        y + 16,
                        bar.label(),
                        LABELS,
                        y,
                        width,
                        bar.ours() ? "#0a6cff" : "#9aa7b5",
                        LABELS + width + 8,
                        y + 16,
                        String.format(Locale.ROOT, "%,.0f", bar.perSecond()));
    }
}
