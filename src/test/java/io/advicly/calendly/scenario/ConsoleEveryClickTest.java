package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.advicly.calendly.console.ConsoleBrowser;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever a page of the console offers does something that is seen, for operators; and nothing
/// that viewers are offered changes anything.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConsoleEveryClickTest extends ConsoleBrowser {

    private static final String BUTTONS = "button, input[type=checkbox]";
    private static final String EVERYTHING =
            "a[href]:not([aria-current]), button, summary, select, input";

    @SuppressWarnings("NullAway.Init") // before each
    private Operated operated;

    @SuppressWarnings("NullAway.Init") // before each
    private String lost;

    /// A bit of everything: well and dead, connected and not, taken and not.
    @BeforeEach
    void begin() {
        operated = Operated.begin();
        var _ = operated.booked("Alan Turing");
        lost = lost();
    }

    @Test
    void everythingDoesSomething() {
        Page page = signIn("adam", "/console/now");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        EveryClick clicks = new EveryClick(page, complaints(), EVERYTHING);

        clicks.use("now", "nav");
        pages().forEach(path -> clicks.use(path, "main"));

        assertThat(clicks.found()).isEmpty();
        assertThat(clicks.used()).hasSizeGreaterThan(100);
    }

    @Test
    void viewersChangeNothing() {
        Page page = signIn("vera", "/console/now");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        EveryClick clicks = new EveryClick(page, complaints(), BUTTONS);

        pages().forEach(path -> clicks.use(path, "main"));

        assertThat(clicks.found()).isEmpty();
        assertThat(clicks.changing()).isEmpty();
    }

    private List<String> pages() {
        String dead = operated.died("Grace Hopper");
        String user = operated.olivia().user();
        JsonNode connection = operated.list(connections(user), "connections").get(0);
        String organization =
                URLEncoder.encode(connection.at("/account/organization_uri").asText(), UTF_8);
        String sync =
                operated.list("/api/admin/syncs?user=" + user, "syncs").get(0).get("id").asText();
        return List.of(
                "now",
                "diagnose",
                "diagnose?q=" + user,
                "diagnose?q=" + lost,
                "diagnose?q=default",
                "connections",
                "organizations",
                "organizations?uri=" + organization,
                "meetings",
                "meetings?user=" + user,
                "meetings/" + meeting(),
                "deliveries?state=dead",
                "deliveries?state=processed",
                "deliveries/" + dead,
                "deliveries/replays",
                "deliveries/replays/" + replay(),
                "destinations",
                "destinations/" + destination(),
                "syncs",
                "syncs/" + sync,
                "audit",
                "system",
                "connections/"
                        + operated.list(connections(lost), "connections").get(0).get("id").asText(),
                "connections/" + connection.get("id").asText());
    }

    private static String connections(String user) {
        return "/api/admin/connections?user=" + URLEncoder.encode(user, UTF_8);
    }

    private static String meeting() {
        return Dump.column("SELECT id FROM meetings ORDER BY created_at DESC LIMIT 1").getFirst();
    }

    private String replay() {
        return operated.admin()
                .post(
                        "/api/admin/deliveries/replay",
                        Map.of("filter", Map.of("state", "processed"), "reason", "a look"))
                .expect(202)
                .body()
                .get("id")
                .asText();
    }

    /// One that takes nothing.
    private static String destination() {
        String id =
                Person.backend("tenant-" + UUID.randomUUID())
                        .post(
                                "/api/backend/destinations",
                                Map.of("url", "http://127.0.0.1:9/events"))
                        .expect(201)
                        .body()
                        .get("id")
                        .asText();
        Dump.execute(
                "UPDATE destinations SET held_at = now(), failing_since = now() - interval '3 days',"
                        + " last_error = 'no connection can be made' WHERE id = '%s'"
                                .formatted(id));
        return id;
    }

    /// Somebody whose consent was withdrawn.
    private String lost() {
        Person mia = Person.newcomer();
        var _ = mia.connect("mia");
        var _ = Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "mia"), 200);
        String id = operated.list(connections(mia.user()), "connections").get(0).get("id").asText();
        operated.admin().post("/api/admin/connections/" + id + "/refresh", Map.of()).expect(202);
        await().untilAsserted(() ->
                assertThat(mia.connection().get("status").asText()).isEqualTo("needs_reconnect"));
        return mia.user();
    }
}
