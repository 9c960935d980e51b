package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The identity provider has never been reached.
class IssuerAwayIT {

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
}
