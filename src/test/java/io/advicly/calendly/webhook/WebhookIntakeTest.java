package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.advicly.calendly.webhook.signature.Deliver;
import io.advicly.calendly.webhook.signature.SignatureHeader;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is answered to a delivery, and whether it is stored.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class WebhookIntakeTest {

    private final Installation installation;
    private final MeterRegistry metrics;

    WebhookIntakeTest(Installation installation, MeterRegistry metrics) {
        this.installation = installation;
        this.metrics = metrics;
    }

    @Test
    void aSignedDeliveryIsStoredBeforeItIsAnswered() {
        // Given
        var organization = installation.connected();
        // When
        Deliver.signed(organization, organization.body("invitee.created")).statusCode(200);
        // Then
        assertThat(installation.deliveries(organization)).hasSize(1);
    }

    @Test
    void aRepeatIsAnsweredAlikeAndStoredOnce() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        // When
        Deliver.signed(organization, body).statusCode(200);
        Deliver.signed(organization, body).statusCode(200);
        // Then
        assertThat(installation.deliveries(organization)).hasSize(1);
    }

    @Test
    void theSameBodyOfAnotherSubscriptionIsNoRepeat() {
        // Given
        var one = installation.connected();
        var other = installation.connected();
        byte[] body = one.body("invitee.created");
        // When
        Deliver.signed(one, body).statusCode(200);
        Deliver.signed(other, body).statusCode(200);
        // Then
        assertThat(installation.deliveries(one)).hasSize(1);
        assertThat(installation.deliveries(other)).hasSize(1);
    }

    @Test
    void theApplicationKeyIsAcceptedToo() {
        // Given
        var organization = installation.connected();
        byte[] one = organization.body("invitee.created");
        byte[] other = organization.body("invitee.canceled");
        // When
        Deliver.signed(organization, one).statusCode(200);
        Deliver.to(
                        organization.token(),
                        Deliver.header(ServiceProfile.APPLICATION_KEY, other),
                        other)
                .statusCode(200);
        // Then
        assertThat(installation.deliveries(organization)).hasSize(2);
    }

    /// Calendly repeats for a day, and may keep the time of its first attempt.
    @Test
    void oneThatComesADayLateIsStoredWhicheverKeySignedItAndCountedApart() {
        // Given
        var organization = installation.connected();
        byte[] one = organization.body("invitee.created");
        byte[] other = organization.body("invitee.canceled");
        double before = late("stored");
        // When
        Deliver.to(
                        organization.token(),
                        Signer.header(organization.key(), one, longAgo(25 * 3_600 - 600)),
                        one)
                .statusCode(200);
        Deliver.to(
                        organization.token(),
                        Signer.header(ServiceProfile.APPLICATION_KEY, other, longAgo(600)),
                        other)
                .statusCode(200);
        // Then
        assertThat(installation.deliveries(organization)).hasSize(2);
        assertThat(late("stored")).isEqualTo(before + 2);
    }

    @Test
    void whatIsSentAgainADayLaterIsKnownAsARepeat() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        String header = Signer.header(organization.key(), body, longAgo(24 * 3_600));
        // When
        Deliver.to(organization.token(), header, body).statusCode(200);
        double before = late("repeat");
        Deliver.to(organization.token(), header, body).statusCode(200);
        // Then
        assertThat(installation.deliveries(organization)).hasSize(1);
        assertThat(late("repeat")).isEqualTo(before + 1);
    }

    private static Instant longAgo(int seconds) {
        return Instant.now().minusSeconds(seconds);
    }

    private double late(String result) {
        return metrics.counter(WebhookMetrics.LATE, "result", result).count();
    }

    @Test
    void everyBadSignatureGetsTheSameAnswerAndItsOwnMetric() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        String good = Deliver.header(organization.key(), body);
        Map<String, String> bad =
                Map.of(
                        "mismatch",
                        Deliver.header("another-key", body),
                        "too_old",
                        Signer.header(organization.key(), body, longAgo(25 * 3_600 + 60)),
                        "in_future",
                        Signer.header(organization.key(), body, Instant.now().plusSeconds(600)),
                        "header_malformed",
                        "x".repeat(10_000),
                        "timestamp_missing",
                        good.substring(good.indexOf(',') + 1),
                        "signature_missing",
                        good.substring(0, good.indexOf(',')));
        // When
        List<String> answers =
                bad.entrySet().stream()
                        .map(entry ->
                                counted(
                                        entry.getKey(),
                                        () ->
                                                Deliver.to(
                                                        organization.token(),
                                                        entry.getValue(),
                                                        body)))
                        .toList();
        // Then
        assertThat(answers).hasSize(6).containsOnly(answers.getFirst());
        assertThat(installation.deliveries(organization)).isEmpty();
    }

    @Test
    void anAbsentOrRepeatedHeaderIsRefused() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        String good = Deliver.header(organization.key(), body);
        // When
        counted("header_missing", () -> Deliver.to(organization.token(), null, body));
        counted(
                "header_repeated",
                () ->
                        given().contentType("application/json")
                                .header(SignatureHeader.NAME, good, good)
                                .body(body)
                                .post(Deliver.PATH + "/" + organization.token())
                                .then());
        // Then
        assertThat(installation.deliveries(organization)).isEmpty();
    }

    @Test
    void anUnknownTokenIsNotFoundWhateverTheSignature() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        // When
        List<String> answers =
                Stream.of(
                                Deliver.header(organization.key(), body),
                                Deliver.header("another-key", body),
                                "garbage")
                        .map(signature ->
                                Deliver.to("no-such-token", signature, body)
                                        .statusCode(404)
                                        .contentType("application/problem+json")
                                        .body("status", is(404))
                                        .extract()
                                        .asString())
                        .toList();
        // Then
        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(installation.deliveries(organization)).isEmpty();
    }

    @Test
    void aDeletedSubscriptionIsUnknown() {
        // Given
        var organization = installation.connected();
        installation.execute(
                "UPDATE calendly_webhook_subscriptions SET state = 'DELETED', is_active = false"
                        + " WHERE id = ?",
                organization.subscription());
        // Then: once the notice of it has come
        byte[] body = organization.body("invitee.created");
        await().until(
                        () -> Deliver.signed(organization, body).extract().statusCode(),
                        status -> {
                            assertThat(status).isIn(200, 404, 503);
                            return status == 404;
                        });
    }

    @Test
    void whatIsNotJsonIsRefusedThoughItWasSigned() {
        // Given
        var organization = installation.connected();
        byte[] body = "{\"event\":".getBytes(UTF_8);
        // When
        Deliver.signed(organization, body)
                .statusCode(415)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:calendly-connect:problem:unsupported-media-type"));
        // Then
        assertThat(installation.deliveries(organization)).isEmpty();
    }

    @Test
    void anotherContentTypeIsRefused() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        // When
        given().contentType("text/plain")
                .header(SignatureHeader.NAME, Deliver.header(organization.key(), body))
                .body(body)
                .post(Deliver.PATH + "/" + organization.token())
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:calendly-connect:problem:unsupported-media-type"));
        // Then
        assertThat(installation.deliveries(organization)).isEmpty();
    }

    @Test
    void aCharsetBesideTheContentTypeIsFine() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        // Then
        given().contentType("application/json; charset=utf-8")
                .header(SignatureHeader.NAME, Deliver.header(organization.key(), body))
                .body(body)
                .post(Deliver.PATH + "/" + organization.token())
                .then()
                .statusCode(200);
    }

    /// @return the answer
    private String counted(String reason, Supplier<ValidatableResponse> delivery) {
        double before = rejected(reason);
        String answer =
                delivery.get()
                        .statusCode(401)
                        .contentType("application/problem+json")
                        .body("type", equalTo("urn:calendly-connect:problem:signature-invalid"))
                        .body("status", is(401))
                        .extract()
                        .asString();
        assertThat(rejected(reason)).as(reason).isEqualTo(before + 1);
        return answer;
    }

    private double rejected(String reason) {
        return metrics.counter(WebhookMetrics.REJECTED, "reason", reason).count();
    }
}
