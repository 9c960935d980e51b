package io.advicly.calendly.destination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import io.advicly.calendly.testing.DocumentedReceiver;
import io.advicly.calendly.testing.DocumentedReceiver.Language;
import io.advicly.calendly.testing.DocumentedReceiver.Printed;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Ports;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The receivers of `docs/backend.md`, each as a process that is sent events; and what is sent,
/// verified by the public library.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class DocumentedReceiversTest extends ReceivedEvents {

    private static final String BODY =
            "{\"type\":\"meeting.booked\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"id\":\"x\"}}";

    private static final String ANOTHER_SECRET = "whsec_QW5vdGhlciBzZWNyZXQgYWx0b2dldGhlcg==";

    DocumentedReceiversTest(Happenings happenings, Sql sql) {
        super(happenings, sql);
    }

    @ParameterizedTest
    @EnumSource
    void receivesWhatIsNewAndVerified(Language language) throws Exception {
        int port = Ports.free();
        String url = "http://127.0.0.1:%d/events".formatted(port);
        JsonNode destination = backend.create(url);
        String id = destination.get("id").asText();
        String secret = destination.get("secret").asText();
        String newSecret;
        try (DocumentedReceiver started = DocumentedReceiver.start(language, port, secret)) {
            update("one", 1, 2);
            awaitPrinted(started, 1, 2);
            Printed first = started.printed().getFirst();
            assertThat(first.line()).contains("meeting.updated");

            awaitRest(id);
            deliversAgain(id, first);
            awaitPrinted(started, 1, 2);
            takesNothingForged(url, secret);

            newSecret =
                    backend.call("POST", "/" + id + "/secret", null).body().get("secret").asText();
            update("one", 3);
            await().untilAsserted(() -> assertThat(numbers(started)).endsWith(3));
            awaitRest(id); // whoever has printed it has not answered yet
        }
        try (DocumentedReceiver again = DocumentedReceiver.start(language, port, newSecret)) {
            update("one", 4);
            awaitPrinted(again, 4);
            assertThat(again.lines()).hasSize(1);
            awaitRest(id);
        }
        assertThat(backend.attempts(id, "")).allSatisfy(DocumentedReceiversTest::assertAccepted);
    }

    private void deliversAgain(String id, Printed first) {
        assertThat(backend.resume(id, first.id())).isEqualTo(2);
        await().untilAsserted(
                        () -> assertThat(backend.attempts(id, "?event=" + first.id())).hasSize(2));
        assertThat(backend.attempts(id, "")).allSatisfy(DocumentedReceiversTest::assertAccepted);
    }

    private static void takesNothingForged(String url, String secret) throws Exception {
        assertThat(forged(url, secret, BODY, BODY, Instant.now())).isEqualTo(204);
        assertThat(forged(url, secret, BODY, BODY.replace('x', 'y'), Instant.now()))
                .as("another body")
                .isEqualTo(400);
        assertThat(forged(url, ANOTHER_SECRET, BODY, BODY, Instant.now()))
                .as("another secret")
                .isEqualTo(400);
        assertThat(forged(url, secret, BODY, BODY, Instant.now().minusSeconds(360)))
                .as("of six minutes ago")
                .isEqualTo(400);
        assertThat(Http.with("POST", URI.create(url), BODY.getBytes(UTF_8), Map.of()).status())
                .as("not signed")
                .isEqualTo(400);
    }

    /// Verified with either secret while both are good; not when a byte of it is another one.
    @Test
    void thePublicLibraryVerifiesWhatIsSent() throws Exception {
        JsonNode destination = backend.create(receiver.url());
        String old = destination.get("secret").asText();
        String id = destination.get("id").asText();
        String latest =
                backend.call("POST", "/" + id + "/secret", null).body().get("secret").asText();

        happenings.happen(
                happenings.event(
                        io.advicly.calendly.feed.EventType.MEETING_BOOKED,
                        backend.tenant(),
                        "Zoë – 東京 😀",
                        1));

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        EventReceiver.Got got = receiver.got().getFirst();
        assertThat(verifies(old, got, got.body())).isTrue();
        assertThat(verifies(latest, got, got.body())).isTrue();
        assertThat(verifies(latest, got, got.body().replace("東京", "大阪"))).isFalse();
        assertThat(verifies(ANOTHER_SECRET, got, got.body())).isFalse();
    }

    private static boolean verifies(String secret, EventReceiver.Got got, String body)
            throws Exception {
        try {
            new Webhook(secret)
                    .verify(
                            body,
                            Map.of(
                                    "webhook-id", List.of(got.id()),
                                    "webhook-timestamp", List.of(String.valueOf(got.timestamp())),
                                    "webhook-signature", List.of(got.signature())));
            return true;
        } catch (com.standardwebhooks.exceptions.WebhookVerificationException refused) {
            return false;
        }
    }

    private static void assertAccepted(JsonNode attempt) {
        assertThat(attempt.get("status").asInt()).as("%s", attempt).isEqualTo(204);
    }

    private static List<Integer> numbers(DocumentedReceiver receiver) {
        return receiver.printed().stream()
                .filter(printed -> printed.data().has("number"))
                .map(printed -> printed.data().get("number").asInt())
                .toList();
    }

    private static void awaitPrinted(DocumentedReceiver receiver, Integer... numbers) {
        await().untilAsserted(() -> assertThat(numbers(receiver)).containsExactly(numbers));
    }

    /// Signed by the public library, not by the service.
    ///
    /// @return the status
    private static int forged(String url, String secret, String signed, String sent, Instant at)
            throws Exception {
        String id = "evt_forged_" + at.toEpochMilli();
        return Http.with(
                        "POST",
                        URI.create(url),
                        sent.getBytes(UTF_8),
                        Map.of(
                                "webhook-id",
                                id,
                                "webhook-timestamp",
                                String.valueOf(at.getEpochSecond()),
                                "webhook-signature",
                                new Webhook(secret).sign(id, at.getEpochSecond(), signed)))
                .status();
    }
}
