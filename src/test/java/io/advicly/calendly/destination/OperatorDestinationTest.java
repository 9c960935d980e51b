package io.advicly.calendly.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What operators see of destinations, whosever they are, and do with them.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class OperatorDestinationTest {

    private static final String PATH = "/api/admin/destinations";

    private final String admin = TestTokens.admin("operator");
    private final String viewer = TestTokens.viewer("looker");
    private final Happenings happenings;
    private final Sql sql;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // injected by Quarkus
    URI service;

    @SuppressWarnings("NullAway.Init") // before each
    private MachineCaller backend;

    OperatorDestinationTest(Happenings happenings, Sql sql) {
        this.happenings = happenings;
        this.sql = sql;
    }

    @BeforeEach
    void start() {
        backend = MachineCaller.ofNewTenant(service);
    }

    @Test
    void listsThoseOfATenantAndOfAll() {
        String id = created("http://127.0.0.1:9/hook?token=of-the-backend");

        JsonNode mine = list("?tenant=" + backend.tenant());
        assertThat(mine.findValuesAsText("id")).containsExactly(id);
        assertThat(mine.get(0).get("url").asText()).endsWith("/hook?token=of-the-backend");
        assertThat(mine.get(0).get("state").asText()).isEqualTo("active");
        assertThat(mine.get(0).at("/behind/events").asInt()).isZero();
        assertThat(mine.get(0).has("secret")).isFalse();
        assertThat(list("?state=active").findValuesAsText("id")).contains(id);
        assertThat(list("?state=trouble&tenant=" + backend.tenant())).isEmpty();
        call(admin, "GET", "?state=lost", null).expect(400);
    }

    @Test
    void showsWhoIsNotWellAndHowFarBehind() {
        String id = created("http://127.0.0.1:9/hook");
        happen(3);

        await().untilAsserted(() -> assertFailing(shown(admin, id)));
        assertThat(list("?state=failing&tenant=" + backend.tenant()).findValuesAsText("id"))
                .containsExactly(id);
        assertThat(list("?state=trouble&tenant=" + backend.tenant()).findValuesAsText("id"))
                .containsExactly(id);
        assertThat(
                        call(admin, "GET", "/" + id + "/attempts?failed=true", null)
                                .expect(200)
                                .body()
                                .get("attempts"))
                .isNotEmpty();
    }

    @Test
    void aHeldOneIsResumedWithAReason() {
        try (EventReceiver receiver = new EventReceiver()) {
            String id = created(receiver.url());
            sql.execute(
                    "UPDATE destinations SET held_at = now(), failing_since = now() WHERE id = '%s'"
                            .formatted(id));
            happen(2);
            await().untilAsserted(() ->
                    assertThat(shown(admin, id).at("/behind/events").asInt()).isEqualTo(2));
            assertThat(list("?state=held&tenant=" + backend.tenant()).findValuesAsText("id"))
                    .containsExactly(id);

            JsonNode resumed =
                    call(admin, "POST", "/" + id + "/resume", Map.of("reason", "they are back"))
                            .expect(202)
                            .body();

            assertThat(resumed.get("events").asInt()).isEqualTo(2);
            await().untilAsserted(() -> {
                assertThat(receiver.got()).hasSize(2);
                assertThat(shown(admin, id).at("/behind/events").asInt()).isZero();
            });
            assertThat(audited(id, "destination.resumed").at("/details/reason").asText())
                    .isEqualTo("they are back");
        }
    }

    @Test
    void aTestAndANewSecretAreAudited() {
        try (EventReceiver receiver = new EventReceiver()) {
            String id = created(receiver.url());

            assertThat(
                            call(admin, "POST", "/" + id + "/test", Map.of())
                                    .expect(200)
                                    .body()
                                    .get("status")
                                    .asInt())
                    .isEqualTo(200);
            JsonNode secret =
                    call(admin, "POST", "/" + id + "/secret", Map.of("reason", "it leaked"))
                            .expect(200)
                            .body();

            assertThat(secret.get("secret").asText()).startsWith("whsec_");
            assertThat(shown(admin, id).has("old_secret_until")).isTrue();
            JsonNode entry = audited(id, "destination.secret_changed");
            assertThat(entry.at("/details/reason").asText()).isEqualTo("it leaked");
            assertThat(entry.at("/actor/user_id").asText()).isEqualTo("operator");
            assertThat(audited(id, "destination.tested").at("/actor/user_id").asText())
                    .isEqualTo("operator");
        }
    }

    @Test
    void whoMayLookSeesNoSecretOfAnAddressAndDoesNothing() {
        String id = created("http://127.0.0.1:9/hook?token=of-the-backend");

        JsonNode seen = shown(viewer, id);
        assertThat(seen.get("url").asText()).isEqualTo("http://127.0.0.1:9");
        assertThat(seen.has("description")).isFalse();
        call(viewer, "GET", "/" + id + "/attempts", null).expect(200);
        for (String action : new String[] {"test", "secret", "resume"}) {
            call(viewer, "POST", "/" + id + "/" + action, Map.of()).expect(403);
        }
        call(admin, "POST", "/" + UUID.randomUUID() + "/test", Map.of()).expect(404);
        call(admin, "GET", "/" + UUID.randomUUID(), null).expect(404);
        call(admin, "GET", "/lunch", null).expect(400);
    }

    private static void assertFailing(JsonNode failing) {
        assertThat(failing.get("state").asText()).isEqualTo("failing");
        assertThat(failing.get("failures").asInt()).isPositive();
        assertThat(failing.at("/behind/events").asInt()).isEqualTo(3);
        assertThat(failing.at("/behind/more").asBoolean()).isFalse();
        assertThat(failing.get("last_error").asText()).isNotEmpty();
        assertThat(failing.has("next_at")).isTrue();
    }

    private void happen(int times) {
        happenings.happen(
                IntStream.range(0, times)
                        .mapToObj(number -> happenings.updated(backend.tenant(), "m1", number)));
    }

    private String created(String url) {
        return backend.create(url).get("id").asText();
    }

    private JsonNode list(String query) {
        return call(admin, "GET", query, null).expect(200).body().get("destinations");
    }

    private JsonNode shown(String token, String id) {
        return call(token, "GET", "/" + id, null).expect(200).body();
    }

    private JsonNode audited(String id, String action) {
        JsonNode entries =
                Http.get(
                                service.resolve(
                                        "/api/admin/audit?about=" + id + "&action=" + action),
                                Map.of("Authorization", "Bearer " + admin))
                        .expect(200)
                        .body()
                        .get("entries");
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private Http.Reply call(String token, String method, String path, @Nullable Object body) {
        return Http.with(
                method,
                service.resolve(PATH + path),
                body,
                Map.of("Authorization", "Bearer " + token));
    }
}
