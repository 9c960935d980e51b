package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Surroundings;
import io.advicly.calendly.testing.TcpProxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The identity provider cannot be reached, or says nothing.
class IssuerAwayIT {

    private static final int GARBAGE = 50;
    private static final int LONG = 2_000;
    private static final int CALLERS = 20;
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

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

    /// Connections are taken, nothing comes of them: at the start, and again while it runs.
    @Test
    void aProviderThatIsSilentIsAway() {
        try (Installation installation = Installation.create();
                TcpProxy issuer = TcpProxy.to(Surroundings.sandbox("").getPort())) {
            issuer.silenceAll();
            String address = "http://localhost:%d/_login".formatted(issuer.port());
            try (ServiceProcess service =
                    installation.start(
                            Map.of(
                                    "quarkus.oidc.auth-server-url",
                                    address,
                                    "quarkus.oidc.jwks-path",
                                    address + "/jwks"))) {
                Person known = Person.newcomer().at(service);
                assertEverybodyIsToldThatItIsAway(known);
                issuer.letNewOnesThrough();
                await().untilAsserted(() -> assertThat(meetings(known)).isEqualTo(200));

                rotateKeys();
                Person unknown = Person.newcomer().at(service);
                issuer.silenceAll();

                assertEverybodyIsToldThatItIsAway(unknown);
                assertThat(meetings(known)).isEqualTo(200);
            }
        }
    }

    private static void assertEverybodyIsToldThatItIsAway(Person person) {
        List<CompletableFuture<Http.Reply>> all =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(
                                        () -> person.get("/api/meetings"), THREADS))
                        .limit(CALLERS)
                        .toList();
        for (CompletableFuture<Http.Reply> one : all) {
            Http.Reply reply = assertRefused(one.join(), 503, "unavailable");
            assertThat(reply.header("Retry-After")).isNotEmpty();
        }
    }

    private static int meetings(Person person) {
        return person.get("/api/meetings").status();
    }

    private static void rotateKeys() {
        Http.post(Surroundings.sandbox("/_login/rotate"), Map.of("withdraw", false), Map.of())
                .expect(204);
    }
}
