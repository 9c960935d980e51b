package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.api.Customer;
import io.advicly.calendly.api.Operation;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.EventStream;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every call that the API's description has, made by whoever it is for so that it does what it is
/// for: what is answered is as described. What else may be answered: `AnswersAreDescribedTest`.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class EveryOperationTest {

    /// Off unless it is configured: `TokenlessTest`.
    private static final Set<String> ELSEWHERE = Set.of("POST /api/calendly/webhooks");

    private static final String BACKEND = "/api/backend/";
    private static final String ADMIN = "/api/admin/";

    private final Set<String> answered = new LinkedHashSet<>();

    @Test
    void eachIsAnsweredAsDescribed() {
        CleanSlate.startOver();
        Customer customer = Customer.whoIsBooked();
        Person operator = Person.admin();

        String destination = callAsABackend(customer.backend);
        callAsAUser(customer.user);
        deliver();
        lookAsAnOperator(operator, customer);
        actAsAnOperator(operator, destination);
        callWithASession(customer.backend);
        leave(operator, customer, destination);

        assertThat(Operation.all().map(Operation::toString).filter(it -> !ELSEWHERE.contains(it)))
                .containsExactlyInAnyOrderElementsOf(answered);
    }

    /// @return the id of a destination
    private String callAsABackend(Person backend) {
        String connection = first(get(backend, BACKEND + "connections"));
        get(backend, BACKEND + "connections/{id}", connection);
        post(backend, BACKEND + "connections/{id}/sync", Map.of(), connection);
        get(backend, BACKEND + "meetings/{id}", first(get(backend, BACKEND + "meetings")));
        get(backend, BACKEND + "events");
        String destination =
                post(backend, BACKEND + "destinations", Map.of("url", "http://localhost:9/events"))
                        .get("id")
                        .asText();
        get(backend, BACKEND + "destinations");
        get(backend, BACKEND + "destinations/{id}", destination);
        call(
                backend,
                "patch",
                BACKEND + "destinations/{id}",
                Map.of("description", "ours"),
                destination);
        post(backend, BACKEND + "destinations/{id}/test", Map.of(), destination);
        post(backend, BACKEND + "destinations/{id}/secret", Map.of(), destination);
        post(
                backend,
                BACKEND + "destinations/{id}/resume",
                Map.of("from", "2020-01-01T00:00:00Z"),
                destination);
        await().untilAsserted(() -> assertTried(backend, destination));
        return destination;
    }

    private void assertTried(Person backend, String destination) {
        JsonNode page = get(backend, BACKEND + "destinations/{id}/attempts", destination);
        assertThat(page.get("attempts")).isNotEmpty();
    }

    private void callAsAUser(Person user) {
        post(user, "/api/calendly/connection", Map.of());
        get(user, "/api/calendly/connection");
        post(user, "/api/calendly/connection/sync", Map.of());
        String meeting = first(get(user, "/api/meetings"));
        get(user, "/api/meetings/{id}", meeting);
        get(user, "/api/meetings/{id}/invitees", meeting);
        try (EventStream stream = user.stream(Map.of())) {
            await().untilAsserted(() -> assertThat(stream.named("ready")).hasSize(1));
            answered.add("GET /api/meetings/stream"); // AsyncApiTest
        }
        Person another = Person.newcomer();
        URI callback = Person.decide(another.askToConnect(), "mia", "approve");
        note(new Operation("/api/calendly/oauth/callback", "get"), another.open(callback));
    }

    private void deliver() {
        Subscribed subscribed = Subscribed.serving("ada");
        byte[] body = "{\"event\":\"invitee.unheard_of\",\"payload\":{}}".getBytes(UTF_8);
        note(
                new Operation("/api/calendly/webhooks/{token}", "post"),
                Http.with(
                        "POST",
                        Surroundings.service(subscribed.path()),
                        body,
                        Map.of("Calendly-Webhook-Signature", subscribed.signature(body))));
    }

    private void lookAsAnOperator(Person operator, Customer customer) {
        for (String list :
                List.of(
                        "answers",
                        "audit",
                        "audit/lines",
                        "connection-counts",
                        "destinations",
                        "encryption",
                        "overview",
                        "signing",
                        "system")) {
            get(operator, ADMIN + list);
        }
        String connection =
                first(get(operator, ADMIN + "connections", Map.of("user", customer.user.user())));
        get(operator, ADMIN + "connections/{id}", connection);
        get(operator, ADMIN + "connections/{id}/diagnosis", connection);
        get(operator, ADMIN + "diagnosis", Map.of("q", customer.user.user()));
        get(operator, ADMIN + "diagnosis/connections/{id}", connection);
        get(operator, ADMIN + "history/connections/{id}", connection);
        String meeting = first(get(operator, ADMIN + "meetings"));
        get(operator, ADMIN + "meetings/{id}", meeting);
        get(operator, ADMIN + "history/meetings/{id}", meeting);
        String organization =
                get(operator, ADMIN + "organizations").at("/organizations/0/uri").asText();
        get(operator, ADMIN + "organizations/{uri}", URLEncoder.encode(organization, UTF_8));
        get(operator, ADMIN + "history/organizations", Map.of("organization", organization));
        get(operator, ADMIN + "deliveries/{id}", first(get(operator, ADMIN + "deliveries")));
        get(operator, ADMIN + "syncs/{id}", first(get(operator, ADMIN + "syncs")));
    }

    private void actAsAnOperator(Person operator, String destination) {
        get(operator, ADMIN + "destinations/{id}", destination);
        get(operator, ADMIN + "destinations/{id}/attempts", destination);
        for (String action : List.of("test", "secret", "resume")) {
            post(operator, ADMIN + "destinations/{id}/" + action, Map.of(), destination);
        }
        String delivery = first(get(operator, ADMIN + "deliveries"));
        post(operator, ADMIN + "deliveries/{id}/replay", Map.of(), delivery);
        String replay =
                post(operator, ADMIN + "deliveries/replay", Map.of("state", "ignored"))
                        .get("id")
                        .asText();
        get(operator, ADMIN + "replays");
        get(operator, ADMIN + "replays/{id}", replay);
        call(operator, "delete", ADMIN + "replays/{id}", null, replay);
        String organization =
                get(operator, ADMIN + "organizations").at("/organizations/0/uri").asText();
        post(operator, ADMIN + "organizations/reconcile", Map.of("organization", organization));
        String subscription = first(get(operator, ADMIN + "subscriptions"));
        post(operator, ADMIN + "subscriptions/{id}/reconcile", Map.of(), subscription);
        post(
                operator,
                ADMIN + "subscriptions/adopt",
                Map.of(
                        "uri",
                        "https://api.calendly.com/webhook_subscriptions/OLD",
                        "organization_uri",
                        organization));
        String sync = first(get(operator, ADMIN + "syncs", Map.of("state", "done")));
        post(operator, ADMIN + "syncs/{id}/retry", Map.of(), sync);
        post(operator, ADMIN + "erasures", Map.of("email", "nobody@example.test"));
    }

    private void callWithASession(Person backend) {
        JsonNode made = post(backend, BACKEND + "sessions", Map.of("user", "somebody"));
        Map<String, String> bearer =
                Map.of("Authorization", "Bearer " + made.get("token").asText());
        session("get", "/api/connect/session", null, bearer);
        session("post", "/api/connect/session/connect", Map.of(), bearer);
        session("delete", "/api/connect/session/connection", null, bearer);
    }

    private void session(
            String method, String path, @Nullable Object body, Map<String, String> bearer) {
        note(
                new Operation(path, method),
                Http.with(
                        method.toUpperCase(Locale.ROOT), Surroundings.service(path), body, bearer));
    }

    private void leave(Person operator, Customer customer, String destination) {
        String connection = first(get(customer.backend, BACKEND + "connections"));
        for (String action : List.of("session", "sync", "refresh", "disconnect")) {
            post(operator, ADMIN + "connections/{id}/" + action, Map.of(), connection);
        }
        call(customer.backend, "delete", BACKEND + "connections/{id}", null, connection);
        call(customer.user, "delete", "/api/calendly/connection", null);
        post(operator, ADMIN + "connections/{id}/purge", Map.of(), connection);
        call(customer.backend, "delete", BACKEND + "destinations/{id}", null, destination);
    }

    /// The id of the first row of a page.
    private static String first(JsonNode page) {
        String id = page.iterator().next().at("/0/id").asText();
        assertThat(id).as(page.toString()).isNotEmpty();
        return id;
    }

    private JsonNode get(Person who, String path, String... ids) {
        return call(who, "get", path, null, ids);
    }

    private JsonNode get(Person who, String path, Map<String, String> query) {
        StringBuilder all = new StringBuilder(path).append('?');
        query.forEach((name, value) ->
                all.append(name).append('=').append(URLEncoder.encode(value, UTF_8)));
        return note(new Operation(path, "get"), who.get(all.toString()));
    }

    private JsonNode post(Person who, String path, Object body, String... ids) {
        return call(who, "post", path, body, ids);
    }

    private JsonNode call(
            Person who, String method, String path, @Nullable Object body, String... ids) {
        String at = ids.length == 0 ? path : path.replaceAll("\\{[^}]*}", ids[0]);
        return note(
                new Operation(path, method),
                Http.with(
                        method.toUpperCase(Locale.ROOT),
                        Surroundings.service(at),
                        body,
                        who.headers()));
    }

    private JsonNode note(Operation operation, Http.Reply reply) {
        assertThat(reply.status()).as("%s: %s", operation, reply.raw().body()).isBetween(200, 303);
        answered.add(operation.toString());
        return operation.assertDescribed("whoever it is for", reply);
    }
}
