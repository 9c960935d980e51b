package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static io.advicly.calendly.scenario.Refusals.assertStoresNothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may do what, route by route. The routes are those that the resources declare; one that is
/// new has to be decided on here.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class EveryRouteTest {

    /// For anybody: authenticated by a one-time state. Deliveries, which are by their signature,
    /// come by a plain route instead of a resource (ADR 11).
    private static final Set<String> PUBLIC =
            Set.of(
                    "GET /api/calendly/oauth/callback",
                    "HEAD /api/calendly/oauth/callback",
                    // Pages, which show nothing without the link, and what they are made of.
                    "GET /connect/{token}",
                    "POST /connect/{token}",
                    "GET /connect/result/{id}",
                    "GET /connect.js",
                    "GET /connect.d.ts",
                    "GET /connect.css",
                    "GET /connect-result.js",
                    // In development alone.
                    "GET /connect/preview",
                    "GET /connect/preview/preview.js",
                    "GET /connect/preview/{state}/api/connect/session",
                    // By a session's token in the place of a user's: SessionCallsTest.
                    "GET /api/connect/session",
                    "HEAD /api/connect/session",
                    "POST /api/connect/session/connect",
                    "DELETE /api/connect/session/connection",
                    "OPTIONS /api/connect/session/{call}");

    /// No id in them: everybody sees and changes what is their own.
    private static final Set<String> OWN =
            Set.of(
                    "POST /api/calendly/connection",
                    "GET /api/calendly/connection",
                    "DELETE /api/calendly/connection",
                    "POST /api/calendly/connection/sync",
                    "GET /api/meetings",
                    "GET /api/meetings/stream",
                    "HEAD /api/meetings/stream");

    /// Somebody else's row is not there.
    private static final Set<String> BY_ID =
            Set.of("GET /api/meetings/{id}", "GET /api/meetings/{id}/invitees");

    static Stream<Routes.Route> routes() {
        return Routes.needingAToken();
    }

    private static boolean isBackend(Routes.Route route) {
        return route.template().startsWith("/api/backend/");
    }

    static Stream<Routes.Route> admin() {
        return Routes.needingAToken().filter(EveryRouteTest::isAdmin);
    }

    private static boolean isAdmin(Routes.Route route) {
        return route.template().startsWith("/api/admin/");
    }

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void everyRouteIsDecidedOn() {
        Set<String> undecided =
                Routes.all()
                        .filter(route -> !isAdmin(route) && !isBackend(route))
                        .map(Routes.Route::name)
                        .filter(name -> !PUBLIC.contains(name))
                        .filter(name -> !OWN.contains(name))
                        .filter(name -> !BY_ID.contains(name))
                        .collect(Collectors.toSet());
        assertThat(undecided).as("say in this test who may call these").isEmpty();
        assertThat(Routes.all().map(Routes.Route::name)).containsAll(BY_ID).containsAll(PUBLIC);
    }

    @Test
    void onlyThePublicRoutesNeedNoToken() {
        assertThat(
                        Routes.all()
                                .filter(route -> !isOneOf(Routes.needingAToken(), route))
                                .map(Routes.Route::name))
                .containsExactlyInAnyOrderElementsOf(PUBLIC);
    }

    /// The framework has `GET` answer a HEAD: a stream would stay open on a connection that is
    /// taken for free, and what serves once would be used up.
    @Test
    void noStreamIsOpenedByALookAtIt() {
        Set<String> all = Routes.all().map(Routes.Route::name).collect(Collectors.toSet());

        assertThat(Routes.streams().map(stream -> "HEAD " + stream.template()))
                .isNotEmpty()
                .allMatch(all::contains);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void noTokenAndNoBadTokenOpensARoute(Routes.Route route) {
        Map<String, @Nullable String> answers = new TreeMap<>();
        assertStoresNothing(() -> {
            answers.put("none", answer(route, null));
            BadTokens.all().forEach((what, token) -> answers.put(what, answer(route, token)));
        });

        assertThat(answers).allSatisfy((what, answer) -> assertThat(answer).isEqualTo("401"));
    }

    @Test
    void everyAdminRouteIsClosedToUsers() {
        Person user = Person.newcomer();

        assertStoresNothing(() -> admin().forEach(route -> assertForbidden(route, user)));
    }

    @Test
    void everyBackendRouteIsClosedToUsersAndAdmins() {
        Person user = Person.newcomer();
        Person admin = Person.admin();

        assertStoresNothing(() ->
                Routes.needingAToken()
                        .filter(EveryRouteTest::isBackend)
                        .forEach(route -> {
                            assertForbidden(route, user);
                            assertForbidden(route, admin);
                        }));
    }

    @Test
    void everyOtherRouteIsClosedToBackends() {
        Person one = Person.backend("default");
        Person all = Person.backend("*");

        assertStoresNothing(() ->
                Routes.needingAToken()
                        .filter(route -> !isBackend(route))
                        // Nobody gets anything by a look.
                        .filter(route -> !route.method().equals("HEAD"))
                        .forEach(route -> {
                            assertForbidden(route, one);
                            assertForbidden(route, all);
                        }));
    }

    private static void assertForbidden(Routes.Route route, Person caller) {
        assertRefused(call(route, caller.headers().get("Authorization")), 403, "forbidden");
    }

    @Test
    void aStrangerSeesNothingOfWhatIsNotTheirs() {
        String user = "olivia-" + System.nanoTime();
        Person olivia = Person.claiming(user, Map.of("tenant_id", "acme"));
        olivia.connect("ada");
        Calendar.bookWith("ada", "Grace");
        await().untilAsserted(() -> assertThat(olivia.meetings()).isNotEmpty());
        String id = olivia.meetings().getFirst().get("id").asText();

        for (Person stranger :
                new Person[] {
                    Person.newcomer(),
                    Person.named(user),
                    Person.claiming(user, Map.of("tenant_id", "other")),
                    Person.claiming("somebody", Map.of("tenant_id", "acme")),
                    Person.admin()
                }) {
            assertRefused(stranger.get("/api/meetings/" + id), 404, "not-found");
            assertThat(stranger.meetings()).isEmpty();
            assertThat(stranger.connection().get("status").asText()).isEqualTo("not_connected");
            stranger.delete("/api/calendly/connection?purge=true").expect(204);
            assertRefused(
                    stranger.post("/api/calendly/connection/sync", Map.of()), 409, "not-connected");
        }
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
        olivia.get("/api/meetings/" + id).expect(200);
    }

    private static boolean isOneOf(Stream<Routes.Route> routes, Routes.Route wanted) {
        return routes.anyMatch(wanted::equals);
    }

    private static String answer(Routes.Route route, @Nullable String token) {
        Http.Reply reply = call(route, token == null ? null : "Bearer " + token);
        if (reply.status() == 401 && !route.method().equals("HEAD")) { // which has no body
            assertRefused(reply, 401, "unauthenticated");
        }
        return String.valueOf(reply.status());
    }

    private static Http.Reply call(Routes.Route route, @Nullable String authorization) {
        Map<String, String> headers = new HashMap<>();
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        return Http.with(
                route.method(),
                Surroundings.service(route.path()),
                route.method().equals("POST") ? Map.of() : null,
                headers);
    }
}
