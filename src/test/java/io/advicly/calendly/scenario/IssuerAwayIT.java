package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The identity provider has never been reached.
class IssuerAwayIT {

    private static final int GARBAGE = 50;
    private static final int LONG = 2_000;

    @Test
    void aTokenCannotBeVerifiedYet() {
        try (Installation installation = Installation.create();
                ServiceProcess service =
                        installation.start(
                                Map.of(
                                        "quarkus.oidc.auth-server-url",
                                        "http://localhost:1/away"))) {
            Http.Reply reply =
                    assertRefused(
                            Person.newcomer().at(service).get("/api/meetings"), 503, "unavailable");
            assertThat(reply.header("Retry-After")).isNotEmpty();
        }
    }

    /// Anybody may send as many as they like.
    @Test
    void garbageForATokenDoesNotFillTheLog() {
        try (Installation installation = Installation.create();
                ServiceProcess service =
                        installation.start(
                                Map.of(
                                        "quarkus.oidc.auth-server-url",
                                        "http://localhost:1/away"))) {
            int before = ServiceProcess.logLines().size();
            for (int number = 0; number < GARBAGE; number++) {
                assertRefused(
                        Http.get(
                                service.at("/api/meetings"),
                                Map.of("Authorization", "Bearer garbage")),
                        503,
                        "unavailable");
            }
            List<String> lines = ServiceProcess.logLines();

            assertThat(lines.subList(before, lines.size()))
                    .hasSizeLessThan(GARBAGE / 2)
                    .noneMatch(line -> line.contains("\"ERROR\""))
                    .allMatch(line -> line.length() < LONG);
        }
    }
}
