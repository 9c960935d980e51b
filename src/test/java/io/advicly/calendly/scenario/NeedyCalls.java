package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.EventStream;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/// A good call of each route that needs the database, by somebody who is connected and by somebody
/// who is not, and what comes without a token: the callback and deliveries. One that is new is
/// found, and has to be told here how to be asked.
final class NeedyCalls {

    private static final Set<String> WITH_A_BODY = Set.of("POST", "PATCH");
    private static final String SOMEWHERE = "https://api.calendly.com/organizations/SOMEWHERE";

    /// A number, so that nobody is asked for a name; and nobody is called.
    private static final String ADDRESS = "https://8.8.8.8/events";

    /// What a good body is, by the route.
    private static final Map<String, Map<String, ?>> BODIES =
            Map.ofEntries(
                    Map.entry("POST /api/calendly/connection", Map.of()),
                    Map.entry("POST /api/calendly/connection/sync", Map.of()),
                    Map.entry("POST /api/admin/connections/{id}/sync", Map.of()),
                    Map.entry("POST /api/admin/connections/{id}/refresh", Map.of()),
                    Map.entry("POST /api/admin/connections/{id}/disconnect", Map.of()),
                    Map.entry("POST /api/admin/connections/{id}/purge", Map.of()),
                    Map.entry("POST /api/admin/connections/{id}/session", Map.of()),
                    Map.entry("POST /api/admin/deliveries/replay", Map.of("state", "dead")),
                    Map.entry("POST /api/admin/deliveries/{id}/replay", Map.of()),
                    Map.entry("POST /api/admin/destinations/{id}/test", Map.of()),
                    Map.entry("POST /api/admin/destinations/{id}/secret", Map.of()),
                    Map.entry("POST /api/admin/destinations/{id}/resume", Map.of()),
                    Map.entry("POST /api/admin/syncs/{id}/retry", Map.of()),
                    Map.entry("POST /api/admin/erasures", Map.of("email", "nobody@example.test")),
                    Map.entry(
                            "POST /api/admin/organizations/reconcile",
                            Map.of("organization", SOMEWHERE)),
                    Map.entry("POST /api/admin/subscriptions/{id}/reconcile", Map.of()),
                    Map.entry(
                            "POST /api/admin/subscriptions/adopt",
                            Map.of(
                                    "uri",
                                    "https://api.calendly.com/webhook_subscriptions/OLD",
                                    "organization_uri",
                                    SOMEWHERE,
                                    "signing_key",
                                    "the old backend's")),
                    Map.entry("POST /api/backend/connections/{id}/sync", Map.of()),
                    Map.entry("POST /api/backend/sessions", Map.of("user", "olivia")),
                    Map.entry("POST /api/backend/destinations", Map.of("url", ADDRESS)),
                    Map.entry("PATCH /api/backend/destinations/{id}", Map.of("paused", true)),
                    Map.entry("POST /api/backend/destinations/{id}/secret", Map.of()),
                    Map.entry("POST /api/backend/destinations/{id}/test", Map.of()),
                    Map.entry(
                            "POST /api/backend/destinations/{id}/resume", Map.of("from", "held")));

    private final ServiceProcess service;
    private final Map<String, Callable<Http.Reply>> calls = new LinkedHashMap<>();

    NeedyCalls(ServiceProcess service) {
        this.service = service;
    }

    NeedyCalls add(String who, Person person) {
        Routes.needingAToken()
                .filter(route -> !route.path().startsWith("/api/admin"))
                .filter(route -> !route.path().startsWith("/api/backend"))
                .forEach(route -> add(who, person, route));
        calls.put(
                who + " DELETE ?purge", () -> person.delete("/api/calendly/connection?purge=true"));
        calls.put(
                who + " POST switch_account",
                () -> person.post("/api/calendly/connection", Map.of("switch_account", true)));
        return this;
    }

    NeedyCalls ofAdmin(Person admin) {
        Routes.needingAToken()
                .filter(route -> route.path().startsWith("/api/admin"))
                .forEach(route -> add("admin", admin, route));
        return this;
    }

    NeedyCalls ofBackend(Person backend) {
        Routes.needingAToken()
                .filter(route -> route.path().startsWith("/api/backend"))
                .forEach(route -> add("backend", backend, route));
        return this;
    }

    NeedyCalls callback(String how, Person person, URI address) {
        calls.put("callback " + how, () -> person.open(address));
        return this;
    }

    NeedyCalls delivery(String how, String path, Subscribed to) {
        byte[] body = "{\"event\":\"%s\",\"payload\":{}}".formatted(how).getBytes(UTF_8);
        Map<String, String> signed = Map.of("Calendly-Webhook-Signature", to.signature(body));
        calls.put("delivery " + how, () -> Http.with("POST", service.at(path), body, signed));
        return this;
    }

    /// What each is answered, streams too, of which none must be opened: it would never end.
    Map<String, Http.Reply> answers() {
        return answers(call -> true);
    }

    Map<String, Http.Reply> answersWithoutStreams() {
        return answers(call -> !call.endsWith("/stream"));
    }

    /// All at the same time.
    private Map<String, Http.Reply> answers(Predicate<String> which) {
        Map<String, Future<Http.Reply>> asked = new TreeMap<>();
        Map<String, Http.Reply> answers = new ConcurrentHashMap<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            calls.entrySet().stream()
                    .filter(call -> which.test(call.getKey()))
                    .forEach(call -> asked.put(call.getKey(), callers.submit(call.getValue())));
            for (Map.Entry<String, Future<Http.Reply>> one : asked.entrySet()) {
                answers.put(one.getKey(), one.getValue().get());
            }
        } catch (ExecutionException | InterruptedException failed) {
            throw new AssertionError("not answered at all", failed);
        }
        assertThat(answers).hasSizeGreaterThan(30);
        return answers;
    }

    /// A look at a stream is refused whoever asks, and needs nothing.
    private void add(String who, Person person, Routes.Route route) {
        if (!route.method().equals("HEAD")) {
            calls.put(who + " " + route.name(), () -> ask(person, route));
        }
    }

    private Http.Reply ask(Person person, Routes.Route route) {
        String path =
                switch (route.template()) {
                    case "/api/admin/organizations/{uri}" ->
                            "/api/admin/organizations/" + SOMEWHERE;
                    case "/api/admin/history/organizations" ->
                            route.path() + "?organization=" + SOMEWHERE;
                    case "/api/admin/diagnosis" -> route.path() + "?q=olivia";
                    default -> route.path();
                };
        Object body = WITH_A_BODY.contains(route.method()) ? body(route) : null;
        if (path.endsWith("/stream")) {
            refusesAStream(person);
        }
        return Http.with(route.method(), service.at(path), body, person.headers());
    }

    /// One that is opened would never end.
    private static void refusesAStream(Person person) {
        try (EventStream stream = person.stream(Map.of())) {
            assertThat(stream.status()).as("a stream").isNotEqualTo(200);
        }
    }

    private static Map<String, ?> body(Routes.Route route) {
        Map<String, ?> body = BODIES.get(route.name());
        assertThat(body).as("say here what a good body of %s is", route).isNotNull();
        return Objects.requireNonNull(body);
    }
}
