package io.advicly.calendly.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/// Looks at a page as axe-core does, for what WCAG 2.2 asks of levels A and AA. Shadow roots and
/// frames are looked into.
///
/// A test that uses it is `@EnabledIf("io.advicly.calendly.testing.Npm#isInstalled")`.
public final class Axe {

    /// Rules of axe-core that are about WCAG, and not its advice besides.
    private static final String RUN =
            """
            async () => (await axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
              resultTypes: ['violations']
            })).violations.flatMap(it => it.nodes.map(node =>
              it.id + ' at ' + node.target.flat().join(' ') + ': ' + node.failureSummary.replace(/\\s+/g, ' ')))
            """;

    private Axe() {}

    /// @return each violation in a line; empty where there is none
    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) {
        if (!Boolean.TRUE.equals(page.evaluate("'axe' in window"))) {
            var _ = page.evaluate(source());
        }
        return (List<String>) page.evaluate(RUN);
    }

    public static void assertNone(Page page, String where) {
        assertThat(violations(page)).as("WCAG 2.2 AA, %s", where).isEmpty();
    }

    private static String source() {
        try {
            return Files.readString(Npm.file("axe-core/axe.min.js"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
