package io.advicly.calendly.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a backend may do with its destinations, and what it is told.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class DestinationResourceTest {

    private static final String NOWHERE = "http://127.0.0.1:9/events";

    private final Sql sql;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // injected by Quarkus
    URI service;

    @SuppressWarnings("NullAway.Init") // before each
    private MachineCaller backend;

    DestinationResourceTest(Sql sql) {
        this.sql = sql;
    }

    @BeforeEach
    void start() {
        backend = MachineCaller.ofNewTenant(service);
    }

    private static void refused(Http.Reply reply, String why) {
        reply.expect(400);
        assertThat(reply.body().get("type").asText()).endsWith(":request-invalid");
        assertThat(reply.body().get("detail").asText()).contains(why);
    }

    @Test
    void tellsOfWhatWasMade() {
        JsonNode made = backend.create(NOWHERE);

        assertThat(made.get("secret").asText()).matches("whsec_[A-Za-z0-9+/]{43}=");
        JsonNode shown = backend.get(made.get("id").asText());
        assertThat(shown.has("secret")).isFalse();
        assertThat(shown.get("url").asText()).isEqualTo(NOWHERE);
        assertThat(shown.get("tenant_id").asText()).isEqualTo(backend.tenant());
        assertThat(shown.get("paused").asBoolean()).isFalse();
        assertThat(shown.get("state").asText()).isEqualTo("active");
        assertThat(shown.get("behind").get("events").asInt()).isZero();
        assertThat(shown.get("behind").get("seconds").asInt()).isZero();
        assertThat(shown.get("last_success_at").isNull()).isTrue();
        assertThat(shown.get("failing_since").isNull()).isTrue();
        assertThat(shown.get("last_error").isNull()).isTrue();
        assertThat(shown.get("types").toString())
                .contains("meeting.booked", "sync.failed", "connection.needs_reconnect")
                .doesNotContain("subscription.", "delivery.dead");
    }

    @Test
    void canBePausedFromTheBeginning() {
        JsonNode made =
                backend.call("POST", "", Map.of("url", NOWHERE, "paused", true)).expect(201).body();

        assertThat(made.get("paused").asBoolean()).isTrue();
        assertThat(backend.state(id(made))).isEqualTo("paused");
    }

    @Test
    void keepsItsSecretAsCiphertext() {
        JsonNode made = backend.create(NOWHERE);

        assertThat(
                        sql.column(
                                "SELECT row_to_json(d)::text FROM destinations d WHERE id = ?",
                                UUID.fromString(made.get("id").asText())))
                .singleElement()
                .asString()
                .contains("v1.test.")
                .doesNotContain(made.get("secret").asText());
    }

    @Test
    void listsTheLatestFirst() {
        List<String> ids =
                List.of(
                        id(backend.create(NOWHERE)),
                        id(backend.create(NOWHERE)),
                        id(backend.create(NOWHERE)));

        JsonNode first = backend.call("GET", "?limit=2", null).expect(200).body();
        JsonNode second =
                backend.call("GET", "?limit=2&cursor=" + first.get("next_cursor").asText(), null)
                        .expect(200)
                        .body();

        assertThat(first.get("destinations").findValuesAsText("id"))
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(second.get("destinations").findValuesAsText("id")).containsExactly(ids.get(0));
        assertThat(second.get("next_cursor").isNull()).isTrue();
    }

    private static String id(JsonNode made) {
        return made.get("id").asText();
    }

    @Test
    void changesWhatIsSaidAndNothingElse() {
        String id = id(backend.create(NOWHERE));

        JsonNode changed =
                backend.call(
                                "PATCH",
                                "/" + id,
                                Map.of("types", List.of("sync.failed"), "description", "ours"))
                        .expect(200)
                        .body();
        assertThat(changed.get("types").toString()).isEqualTo("[\"sync.failed\"]");
        assertThat(changed.get("description").asText()).isEqualTo("ours");
        assertThat(changed.get("url").asText()).isEqualTo(NOWHERE);

        JsonNode again =
                backend.call(
                                "PATCH",
                                "/" + id,
                                Map.of("url", NOWHERE + "/2", "paused", true, "types", List.of()))
                        .expect(200)
                        .body();
        assertThat(again.get("url").asText()).isEqualTo(NOWHERE + "/2");
        assertThat(again.get("state").asText()).isEqualTo("paused");
        assertThat(again.get("description").asText()).isEqualTo("ours");
        assertThat(again.get("types").size()).isGreaterThan(5);
    }

    @Test
    void isGoneOnceItIsDeleted() {
        String id = id(backend.create(NOWHERE));

        backend.call("DELETE", "/" + id, null).expect(204);

        backend.call("GET", "/" + id, null).expect(404);
        backend.call("DELETE", "/" + id, null).expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "PATCH /",
                "DELETE /",
                "POST /secret",
                "POST /test",
                "GET /attempts",
                "POST /resume"
            })
    void isNotThereForAnotherTenant(String call) {
        String id = id(backend.create(NOWHERE));
        MachineCaller other = MachineCaller.ofNewTenant(service);
        String method = call.substring(0, call.indexOf(' '));
        String path = call.substring(call.indexOf('/')).replaceFirst("/$", "");
        @Nullable Object body =
                path.equals("/resume")
                        ? Map.of("from", "held")
                        : method.equals("PATCH") ? Map.of("paused", true) : null;

        Http.Reply reply = other.call(method, "/" + id + path, body);

        reply.expect(404);
        assertThat(reply.body().get("type").asText()).endsWith(":not-found");
        assertThat(backend.state(id)).isEqualTo("active");
        assertThat(other.call("GET", "", null).body().get("destinations").size()).isZero();
        other.call(method, "/not-an-id" + path, body).expect(404);
    }

    @Test
    void aBackendOfAllTenantsSeesEverybodys() {
        String id = id(backend.create(NOWHERE));
        MachineCaller all = MachineCaller.in(service, "*");
        String own = id(all.create(NOWHERE));

        assertThat(all.get(id).get("tenant_id").asText()).isEqualTo(backend.tenant());
        assertThat(all.get(own).get("tenant_id").asText()).isEqualTo("*");
        backend.call("GET", "/" + own, null).expect(404);
        all.call("DELETE", "/" + own, null).expect(204);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://127.0.0.1/, must be an https address",
        "http://user@127.0.0.1/, no user name or password",
        "http://169.254.169.254/latest/meta-data/, metadata service",
        "http://[fd00:ec2::254]/, metadata service",
        "http://[fe80::1]/, link-local",
        "http://2130706433/, four decimal numbers",
        "http://0.0.0.0/, unspecified",
        "http://100.64.0.1/, a provider's own network",
        "http://127.0.0.1./, without a dot at its end",
        "events, must be an absolute https address",
    })
    void refusesAnAddressThatLeadsInsideAndSaysWhy(String url, String why) {
        refused(backend.call("POST", "", Map.of("url", url)), why);
        String id = id(backend.create(NOWHERE));
        refused(backend.call("PATCH", "/" + id, Map.of("url", url)), why);
        assertThat(backend.get(id).get("url").asText()).isEqualTo(NOWHERE);
    }

    @Test
    void refusesWhatMakesNoSense() {
        refused(backend.call("POST", "", Map.of()), "url must be");
        Map<String, Object> wanted = new HashMap<>(Map.of("url", NOWHERE));
        wanted.put("types", List.of("meeting.baked"));
        refused(backend.call("POST", "", wanted), "there is no meeting.baked");
        refused(
                backend.call("POST", "", Map.of("url", NOWHERE, "description", "x".repeat(501))),
                "no more than 500 characters");
        String id = id(backend.create(NOWHERE));
        refused(backend.call("POST", "/" + id + "/resume", Map.of()), "from must be");
        refused(backend.call("POST", "/" + id + "/resume", Map.of("from", "soon")), "from must be");
        refused(
                backend.call(
                        "POST", "/" + id + "/resume", Map.of("from", "evt_9000000000000000000")),
                "an event that is still there");
        refused(backend.call("GET", "/" + id + "/attempts?event=1", null), "event must be");
        refused(backend.call("GET", "/" + id + "/attempts?failed=maybe", null), "failed must be");
        refused(backend.call("GET", "/" + id + "/attempts?cursor=x", null), "cursor must be");
    }

    @Test
    void aTestTellsWhatTheAddressAnswers() {
        try (EventReceiver receiver = new EventReceiver()) {
            JsonNode made = backend.create(receiver.url());
            receiver.refuseAll(418);

            JsonNode answer =
                    backend.call("POST", "/" + id(made) + "/test", null).expect(200).body();

            assertThat(answer.get("status").asInt()).isEqualTo(418);
            assertThat(answer.get("body").asText()).isEqualTo("noted");
            assertThat(answer.get("duration_ms").asInt()).isNotNegative();
            EventReceiver.Got got = receiver.got().getFirst();
            assertThat(got.type()).isEqualTo("destination.test");
            assertThat(got.isSignedWith(made.get("secret").asText())).isTrue();
            assertThat(backend.state(id(made))).isEqualTo("active");
        }
    }

    @Test
    void aTestTellsThatNobodyAnswers() {
        JsonNode answer =
                backend.call("POST", "/" + id(backend.create(NOWHERE)) + "/test", null)
                        .expect(200)
                        .body();

        assertThat(answer.get("status").isNull()).isTrue();
        assertThat(answer.get("error").asText()).isEqualTo("no connection can be made");
    }

    @Test
    void whatIsDoneIsRemembered() {
        String id = id(backend.create(NOWHERE));
        backend.call("PATCH", "/" + id, Map.of("paused", true)).expect(200);
        backend.call("POST", "/" + id + "/secret", null).expect(200);
        backend.resume(id, "held");
        backend.call("DELETE", "/" + id, null).expect(204);

        assertThat(
                        sql.column(
                                "SELECT action FROM audit_events WHERE details::jsonb ->> 'destination' = ?"
                                        + " AND actor_user_id = 'backend' ORDER BY at, id",
                                id))
                .containsExactlyInAnyOrder(
                        "destination.created",
                        "destination.changed",
                        "destination.secret_changed",
                        "destination.resumed",
                        "destination.deleted");
    }
}
