package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.ServiceResource;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The packaged service as shipped goes through everything that goes right and much that goes
/// wrong; then its database and its log are searched for every secret there ever was.
class SecretsIT {

    private static final Path LOG = ServiceProcess.LOG;

    private final Set<String> secrets = new HashSet<>();
    private final Set<String> urlTokens = new HashSet<>();
    private final StringBuilder dump = new StringBuilder();

    @Test
    void noSecretIsReadableAtRestOrInALog() {
        int before = log().length();
        try (Installation installation = Installation.create();
                ServiceProcess service = installation.start(Map.of())) {
            goRight();
            goWrong(service);
            secrets.addAll(Calendar.secrets());
        }
        secrets.add(ServiceResource.required().get("calendly.client-secret"));
        secrets.add(ServiceResource.required().get("calendly.encryption.keys.test"));
        String log = log().substring(before);

        assertThat(secrets).hasSizeGreaterThan(20).allMatch(it -> it.length() > 9);
        assertThat(urlTokens).hasSizeGreaterThan(1);
        assertThat(log)
                .contains("connection.connected", "webhook.rejected")
                .contains("calendly.call.failed")
                .doesNotContain("@example.test", "@acme.test", "@globex.test");
        assertThat(dump.toString()).contains("v1.test.", "calendly_webhook_deliveries (");
        assertThat(secrets).noneMatch(dump.toString()::contains).noneMatch(log::contains);
        assertThat(urlTokens).noneMatch(log::contains);
    }

    private void goRight() {
        Person olivia = newcomer();
        URI consent = ask(olivia);
        assertThat(olivia.consent(consent, "ada", "approve").getQuery())
                .isEqualTo("calendly=connected");
        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        Calendar.cancel(booking);
        olivia.post("/api/calendly/connection", Map.of()).expect(200);
        look();
        haveADestination();
        Person mia = newcomer();
        mia.connect("mia");
        look();
        olivia.delete("/api/calendly/connection?purge=true").expect(204);
        look();
    }

    /// Whatever is said about a failure, it is said without the secrets that took part in it. Its
    /// address may hold a secret too. Nothing is sent there.
    private void haveADestination() {
        Person backend = Person.backend("default");
        String path = "secret-of-an-address";
        JsonNode made =
                backend.post(
                                "/api/backend/destinations",
                                Map.of(
                                        "url",
                                        "https://1.1.1.1/" + path,
                                        "types",
                                        List.of("delivery.dead")))
                        .expect(201)
                        .body();
        secrets.add(made.get("secret").asText());
        urlTokens.add(path);
        secrets.add(
                backend.post(
                                "/api/backend/destinations/" + made.get("id").asText() + "/secret",
                                Map.of())
                        .expect(200)
                        .body()
                        .get("secret")
                        .asText());
    }

    private void goWrong(ServiceProcess service) {
        Person gina = newcomer();
        URI denied = ask(gina);
        gina.consent(denied, "gina", "deny");
        failing("exchange", 400, () -> gina.consent(ask(gina), "gina", "approve"));
        failing("exchange", 500, () -> gina.consent(ask(gina), "gina", "approve"));
        failing("users_me", 500, () -> gina.consent(ask(gina), "gina", "approve"));
        failing("webhook_create", 500, () -> gina.consent(ask(gina), "gina", "approve"));
        gina.consent(ask(gina), "gina", "approve");
        for (int status : new int[] {400, 401, 429, 500}) {
            failing("refresh", status, () -> gina.post("/api/calendly/connection", Map.of()));
        }
        Calendar.fault(Map.of("lose_refresh_reply", 1));
        gina.post("/api/calendly/connection", Map.of());
        look();
        String token = someUrlToken();
        Http.post(
                        service.at("/api/calendly/webhooks/" + token),
                        Map.of("event", "invitee.created"),
                        Map.of("Calendly-Webhook-Signature", "t=1,v1=00"))
                .expect(401);
        Http.get(
                        service.at(
                                "/api/calendly/oauth/callback?state=nobodys-state-of-all&code=nobodys-code-of-all"),
                        Map.of())
                .expect(400);
        secrets.addAll(List.of("nobodys-state-of-all", "nobodys-code-of-all"));
        Http.get(
                        service.at("/api/meetings"),
                        Map.of("Authorization", "Bearer not.a-good.bearer-token"))
                .expect(401);
        secrets.add("not.a-good.bearer-token");
        failing("revoke", 500, () -> gina.delete("/api/calendly/connection"));
        look();
    }

    private static String someUrlToken() {
        String active = "SELECT url_token FROM calendly_webhook_subscriptions WHERE is_active";
        return await().until(() -> Dump.column(active), all -> !all.isEmpty()).getFirst();
    }

    private void failing(String endpoint, int status, Runnable call) {
        Calendar.fault(Map.of("endpoint", endpoint, "status", status, "times", -1));
        call.run();
        Calendar.clearFaults();
        look();
    }

    private Person newcomer() {
        Person person = Person.newcomer();
        secrets.add(
                String.valueOf(person.headers().get("Authorization"))
                        .substring("Bearer ".length()));
        return person;
    }

    /// Asks for a consent, and remembers the state and the cookie that came with it.
    private URI ask(Person person) {
        Http.Reply reply =
                person.post("/api/calendly/connection", Map.of("switch_account", true)).expect(200);
        URI consent = URI.create(reply.body().get("authorization_url").asText());
        for (String pair : consent.getRawQuery().split("&", -1)) {
            if (pair.startsWith("state=")) {
                secrets.add(pair.substring("state=".length()));
            }
        }
        for (String header : reply.raw().headers().allValues("Set-Cookie")) {
            HttpCookie.parse(header).forEach(cookie -> secrets.add(cookie.getValue()));
        }
        return consent;
    }

    private void look() {
        dump.append(Dump.ofEverything());
        urlTokens.addAll(Dump.column("SELECT url_token FROM calendly_webhook_subscriptions"));
    }

    private static String log() {
        try {
            return Files.exists(LOG) ? Files.readString(LOG, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
