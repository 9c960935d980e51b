package io.advicly.calendly;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.junit.jupiter.api.Test;

/** What is under way over a session comes to its end (ADR 14). */
class CancellationTest {

    /**
     * A chain over a session that is cancelled in the middle goes on with a closed one: its limit
     * is that of its statements, and whoever waits no longer leaves it ([Patience]). A call of
     * another service has no session.
     */
    @Test
    void limitsAndCancelsNothingOverASession() {
        assertThat(filesWith("\\.ifNoItem\\("))
                .containsExactlyInAnyOrder(
                        "Patience.java", "ApiCalls.java", "TokenEndpoint.java", "Repeating.java");
        // The renewal's statements have a context of their own, which nobody cancels; whoever hears
        // of the feed has no session.
        assertThat(filesWith("Cancellable [a-z]"))
                .containsExactlyInAnyOrder(
                        "TokenCall.java", "OrganizationClaims.java", "FeedNews.java");
        assertThat(filesWith("andFailFast|\\.combine\\(\\)\\s*\\.any")).isEmpty();
    }

    /** The framework cancels what it does for a client who has gone. */
    @Test
    void goesOnWhenTheCallerHasGone() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .and()
                // A stream reads in contexts of its own, and ends with its client.
                .doNotHaveSimpleName("MeetingStreamResource")
                .and()
                .areNotInterfaces()
                .should()
                .beAnnotatedWith(Cancellable.class)
                .check(ArchitectureTest.CODE);
    }

    private static List<String> filesWith(String words) {
        Pattern pattern = Pattern.compile(words);
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            return files.filter(it -> it.toString().endsWith(".java"))
                    .filter(it -> pattern.matcher(text(it)).find())
                    .map(it -> it.getFileName().toString())
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
