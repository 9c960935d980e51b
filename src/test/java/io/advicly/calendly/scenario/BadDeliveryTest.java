package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static io.advicly.calendly.scenario.Refusals.assertStoresNothing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.advicly.calendly.webhook.Signer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// POSTs to the webhook addresses that are not to be taken in.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BadDeliveryTest {

    private static final String WITHOUT_TOKEN = "/api/calendly/webhooks";
    private static final String SIGNATURE = "Calendly-Webhook-Signature";
    private static final byte[] GOOD = bytes("{\"event\":\"odd.event\",\"colour\":\"red\"}");

    private URI address;
    private String key;

    @BeforeEach
    void connect() {
        CleanSlate.startOver();
        Person.newcomer().connect("gina");
        JsonNode ours = Calendar.subscriptions().getFirst();
        address = URI.create(ours.get("callback_url").asText());
        key = Calendar.secrets("signing_key").getLast();
    }

    /// Without this the others could pass for the wrong reason.
    @Test
    void aGoodOneIsTakenIn() {
        assertThat(deliver(address, GOOD, signature(GOOD, Instant.now())).status()).isEqualTo(200);
        assertThat(
                        Dump.column(
                                "SELECT convert_from(body, 'UTF8') FROM calendly_webhook_deliveries"))
                .contains(new String(GOOD, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "image/png"})
    void anotherContentTypeIsRefused(String contentType) {
        assertStoresNothing(() ->
                assertRefused(
                        Http.with(
                                "POST",
                                address,
                                GOOD,
                                Map.of(
                                        SIGNATURE,
                                        signature(GOOD, Instant.now()),
                                        "Content-Type",
                                        contentType)),
                        415,
                        "unsupported-media-type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"event\":", "nonsense", "{} {}", "[1,]", "{'a':1}", "\u0000"})
    void aBodyThatIsNoJsonIsRefused(String body) {
        assertStoresNothing(() ->
                assertRefused(
                        deliver(address, bytes(body), signature(bytes(body), Instant.now())),
                        415,
                        "unsupported-media-type"));
    }

    /// Calendly has signed it, and nobody else has it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\\ud83d\":1",
                "\"x\":NUMBER",
                "\"x\":DEEP",
                "\"\\udc00\":{\"\\ud83d\":NUMBER}"
            })
    void aBodyWithSomethingOddIsTakenInShownAndWorkedOff(String odd) {
        String field =
                odd.replace("NUMBER", "9".repeat(30_000))
                        .replace("DEEP", "[".repeat(5_000) + "]".repeat(5_000));
        String event = "odd." + UUID.randomUUID();
        byte[] body = bytes("{\"event\":\"" + event + "\"," + field + "}");
        Person admin = Person.admin();
        String ignored = "/api/admin/deliveries?state=ignored&event=" + event;

        assertThat(deliver(address, body, signature(body, Instant.now())).status()).isEqualTo(200);

        await().untilAsserted(() ->
                assertThat(admin.get(ignored).expect(200).body().get("deliveries")).hasSize(1));
        String id = admin.get(ignored).body().at("/deliveries/0/id").asText();
        JsonNode shown = admin.get("/api/admin/deliveries/" + id).expect(200).body();
        assertThat(shown.at("/outline/event").asText()).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024 * 1024 + 1, 2 * 1024 * 1024, 5 * 1024 * 1024})
    void aBodyThatIsTooLargeIsRefused(int length) {
        byte[] body = json(length);
        String signature = signature(body, Instant.now());

        assertStoresNothing(() -> {
            assertRefused(deliver(address, body, signature), 413, "payload-too-large");
            assertRefused(chunked(address, body, signature), 413, "payload-too-large");
            assertRefused(deliver(withoutToken(), body, signature), 413, "payload-too-large");
        });
    }

    @Test
    void theLargestBodyIsTakenIn() {
        byte[] body = json(1024 * 1024);

        assertThat(deliver(address, body, signature(body, Instant.now())).status()).isEqualTo(200);
        assertThat(chunked(address, body, signature(body, Instant.now())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "%20", "..%2F..", "%00"})
    void anUnknownUrlTokenIsRefused(String token) {
        assertStoresNothing(() ->
                assertRefused(
                        deliver(
                                Surroundings.service(WITHOUT_TOKEN + "/" + token),
                                GOOD,
                                signature(GOOD, Instant.now())),
                        404,
                        "not-found"));
    }

    @Test
    void withoutASignatureNothingIsTakenIn() {
        assertStoresNothing(() -> {
            assertRefused(Http.post(address, GOOD, Map.of()), 401, "signature-invalid");
            assertRefused(Http.post(withoutToken(), GOOD, Map.of()), 404, "not-found");
        });
    }

    @Test
    void aLongSignatureIsRefused() {
        String good = signature(GOOD, Instant.now());

        assertStoresNothing(() -> {
            assertSignatureRefused("x".repeat(10_000));
            assertSignatureRefused(good + ",v1=" + "0".repeat(10_000));
            assertSignatureRefused(good + ",".repeat(10_000));
            assertSignatureRefused("t=" + "1".repeat(10_000) + good.substring(good.indexOf(',')));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {-93_600, -604_800, 300, 86_400})
    void aSignatureOfAnotherTimeIsRefused(long seconds) {
        assertStoresNothing(
                () -> assertSignatureRefused(signature(GOOD, Instant.now().plusSeconds(seconds))));
    }

    @Test
    void aSignatureOfAnotherBodyIsRefused() {
        assertStoresNothing(() ->
                assertSignatureRefused(signature(bytes("{\"event\":\"other\"}"), Instant.now())));
    }

    private void assertSignatureRefused(String signature) {
        assertRefused(deliver(address, GOOD, signature), 401, "signature-invalid");
        assertRefused(deliver(withoutToken(), GOOD, signature), 404, "not-found");
    }

    private static URI withoutToken() {
        return Surroundings.service(WITHOUT_TOKEN);
    }

    private static Http.Reply deliver(URI address, byte[] body, String signature) {
        return Http.post(address, body, Map.of(SIGNATURE, signature));
    }

    /// Declares no length.
    private static Http.Reply chunked(URI address, byte[] body, String signature) {
        return Http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .header(SIGNATURE, signature)
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(body))));
    }

    private String signature(byte[] body, Instant at) {
        return Signer.header(key, body, at);
    }

    private static byte[] json(int length) {
        String frame = "{\"event\":\"odd.event\",\"colour\":\"%s\"}";
        return bytes(frame.formatted("x".repeat(length - frame.length() + 2)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
