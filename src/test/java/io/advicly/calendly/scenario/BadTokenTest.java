package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static io.advicly.calendly.scenario.Refusals.assertStoresNothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Callers without a good bearer token.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BadTokenTest {

    static Stream<Routes.Route> routes() {
        return Routes.needingAToken();
    }

    /// Once: nothing of what is sent here may be stored.
    @BeforeAll
    static void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void aGoodTokenIsTaken() {
        assertThat(meetings("Bearer " + token(600)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteRefusesACallerWithoutToken(Routes.Route route) {
        assertStoresNothing(() -> {
            Http.Reply reply = assertRefused(call(route, null), 401, "unauthenticated");
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
        });
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteRefusesAnExpiredToken(Routes.Route route) {
        String expired = token(-60);

        assertStoresNothing(
                () -> assertRefused(call(route, "Bearer " + expired), 401, "unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer nonsense",
                "Bearer a.b.c",
                "Bearer a.b.c.d.e",
                "Basic YTpi",
                "nonsense"
            })
    void anAuthorizationThatIsNoneIsRefused(String authorization) {
        assertRefused(meetings(authorization), 401, "unauthenticated");
    }

    @Test
    void aLongAuthorizationIsRefused() {
        assertRefused(meetings("Bearer " + "x".repeat(10_000)), 401, "unauthenticated");
        assertRefused(
                meetings("Bearer " + token(600) + "x".repeat(10_000)), 401, "unauthenticated");
    }

    private static Http.Reply meetings(String authorization) {
        return Http.get(
                Surroundings.service("/api/meetings"), Map.of("Authorization", authorization));
    }

    private static Http.Reply call(Routes.Route route, @Nullable String authorization) {
        return Http.with(
                route.method(),
                Surroundings.service(route.path()),
                route.method().equals("POST") ? Map.of() : null,
                authorization == null ? Map.of() : Map.of("Authorization", authorization));
    }

    private static String token(long seconds) {
        return Http.post(
                        Surroundings.sandbox("/_login/token"),
                        Map.of("sub", "olivia", "expires_in", seconds),
                        Map.of())
                .expect(200)
                .body()
                .get("access_token")
                .asText();
    }
}
