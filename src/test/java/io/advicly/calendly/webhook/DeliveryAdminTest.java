package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What operators see of the inbox, and what they can do about it.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class DeliveryAdminTest {

    private static final String PATH = "/api/admin/deliveries";
    private static final String REPLAYS = "/api/admin/replays";

    private final Installation installation;

    DeliveryAdminTest(Installation installation) {
        this.installation = installation;
    }

    @Test
    void listsByStateWithoutBodies() {
        // Given
        UUID dead = dead(installation.connected());
        // Then
        admin().queryParam("state", "dead")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("deliveries.id", hasItem(dead.toString()))
                .body("deliveries.state.unique()", equalTo(List.of("dead")))
                .body("deliveries[0].containsKey('body')", equalTo(false));
        admin().queryParam("state", "processed")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("deliveries.id", not(hasItem(dead.toString())));
    }

    @Test
    void showsOneWithItsAttemptsAndHeaders() {
        UUID dead = dead(installation.connected());
        admin().get(PATH + "/" + dead)
                .then()
                .statusCode(200)
                .body("id", equalTo(dead.toString()))
                .body("$", not(hasKey("body")))
                .body("attempt_count", equalTo(1))
                .body("attempts.outcome", equalTo(List.of("dead")))
                .body("attempts[0].error", not(emptyOrNullString()))
                .body("attempts[0].duration_ms", greaterThanOrEqualTo(0))
                .body("headers.'Content-Type'", equalTo("application/json"))
                .body("headers.'Calendly-Webhook-Signature'", startsWith("t="));
    }

    @Test
    void aBodyIsRevealedToOperatorsAloneAndThatIsAudited() {
        UUID dead = dead(installation.connected());
        String revealed = PATH + "/" + dead + "?reveal=true";

        viewer().get(revealed).then().statusCode(403);
        assertThat(audited("delivery.revealed", dead)).isZero();
        admin().get(revealed).then().statusCode(200).body("body", equalTo(unreadable()));
        assertThat(audited("delivery.revealed", dead)).isEqualTo(1);
    }

    @Test
    void listsWhatIsAskedFor() {
        // Given
        var organization = installation.connected();
        var other = installation.connected();
        UUID dead = dead(organization);
        UUID elsewhere = dead(other);
        String error = admin().get(PATH + "/" + dead).then().extract().path("last_error");
        // Then
        for (String[] criterion :
                new String[][] {
                    {"subscription", organization.subscription().toString()},
                    {
                        "organization",
                        "https://api.calendly.com/organizations/" + organization.prefix()
                    }
                }) {
            admin().queryParam(criterion[0], criterion[1])
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .body("deliveries.id", equalTo(List.of(dead.toString())));
        }
        for (String[] criterion : new String[][] {{"error", error}, {"event", "invitee.created"}}) {
            admin().queryParam("subscription", organization.subscription())
                    .queryParam(criterion[0], criterion[1])
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .body("deliveries.id", equalTo(List.of(dead.toString())))
                    .body("deliveries.id", not(hasItem(elsewhere.toString())));
        }
        admin().queryParam("subscription", organization.subscription())
                .queryParam("event", "\u0000")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("deliveries", empty());
        admin().queryParam("meeting", "lunch").get(PATH).then().statusCode(400);
    }

    @Test
    void aMeetingsDeliveriesAreFoundAndNameIt() {
        // Given
        var organization = installation.connected();
        Deliver.signed(organization, organization.body("invitee.created")).statusCode(200);
        awaitState(organization, "processed");
        UUID id = installation.deliveries(organization).getFirst().id();
        // When
        List<String> meetings =
                admin().get(PATH + "/" + id).then().statusCode(200).extract().path("meetings");
        // Then
        assertThat(meetings).hasSize(1);
        admin().queryParam("meeting", meetings.getFirst())
                .get(PATH)
                .then()
                .statusCode(200)
                .body("deliveries.id", equalTo(List.of(id.toString())));
    }

    @Test
    void aReplayIsCountedBeforeItIsAskedForAndShowsHowFarItIs() {
        // Given
        var organization = installation.connected();
        dead(organization);
        String filter = "{\"filter\":{\"state\":\"dead\",\"subscription\":\"%s\"}%s}";
        // When
        replayMany(filter.formatted(organization.subscription(), ",\"dry_run\":true"))
                .statusCode(202)
                .body("count", equalTo(1))
                .body("$", not(hasKey("id")));
        assertThat(installation.deliveries(organization).getFirst().state()).isEqualTo("dead");
        String replay =
                replayMany(filter.formatted(organization.subscription(), ""))
                        .statusCode(202)
                        .body("count", equalTo(1))
                        .extract()
                        .path("id");
        // Then
        admin().get(REPLAYS + "/" + replay)
                .then()
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("done", equalTo(1))
                .body("filter.state", equalTo("dead"));
        admin().get(REPLAYS).then().statusCode(200).body("replays.id", hasItem(replay));
        admin().delete(REPLAYS + "/" + replay).then().statusCode(204);
        admin().get(REPLAYS + "/" + UUID.randomUUID()).then().statusCode(404);
        admin().delete(REPLAYS + "/" + UUID.randomUUID()).then().statusCode(404);
        awaitState(organization, "dead");
    }

    @Test
    void aStoppedReplayStaysWhereItIs() {
        // Given: more than a batch, of which the first is done at once
        var organization = installation.connected();
        dead(organization);
        installation.execute(
                "INSERT INTO calendly_webhook_deliveries (id, subscription_id, organization_uri,"
                        + " dedupe_key, body, state, due_at, received_at, processed_at)"
                        + " SELECT gen_random_uuid(), subscription_id, organization_uri,"
                        + " sha256(uuid_send(gen_random_uuid())), body, 'ignored', now(),"
                        + " '2003-01-01T00:00:00Z', now()"
                        + " FROM calendly_webhook_deliveries, generate_series(1, 2500)"
                        + " WHERE subscription_id = ?",
                organization.subscription());
        String replay =
                replayMany(
                                "{\"filter\":{\"state\":\"ignored\",\"subscription\":\"%s\"}}"
                                        .formatted(organization.subscription()))
                        .statusCode(202)
                        .body("count", equalTo(2500))
                        .extract()
                        .path("id");
        // When
        admin().delete(REPLAYS + "/" + replay).then().statusCode(204);
        // Then
        String ended =
                admin().get(REPLAYS + "/" + replay).then().statusCode(200).extract().path("state");
        int done = admin().get(REPLAYS + "/" + replay).then().extract().path("done");
        assertThat(ended).isIn("stopped", "done");
        assertThat(done).isGreaterThanOrEqualTo(1_000);
        installation.execute(
                "DELETE FROM calendly_webhook_deliveries WHERE subscription_id = ?",
                organization.subscription());
    }

    @Test
    void pagesWithACursorAndMissesNothing() {
        // Given
        var organization = installation.connected();
        String from = "2001-01-01T00:00:00Z";
        for (int number = 0; number < 7; number++) {
            Deliver.signed(organization, ("{\"event\":\"page " + number + "\"}").getBytes(UTF_8))
                    .statusCode(200);
        }
        installation.execute(
                "UPDATE calendly_webhook_deliveries SET received_at = '2001-01-01T12:00:00Z'"
                        + " WHERE subscription_id = ?",
                organization.subscription());
        // When
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request =
                    admin().queryParam("from", from)
                            .queryParam("to", "2001-01-02T00:00:00Z")
                            .queryParam("limit", 3);
            ValidatableResponse page =
                    (cursor == null ? request : request.queryParam("cursor", cursor))
                            .get(PATH)
                            .then()
                            .statusCode(200);
            seen.addAll(page.extract().<List<String>>path("deliveries.id"));
            cursor = page.extract().path("next_cursor");
        } while (cursor != null);
        // Then
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        installation.deliveries(organization).stream()
                                .map(delivery -> delivery.id().toString())
                                .toList());
    }

    @Test
    void replayingOneWorksItOffOnceMoreAndIsAudited() {
        // Given
        var organization = installation.connected();
        Deliver.signed(organization, organization.body("invitee.created")).statusCode(200);
        awaitState(organization, "processed");
        UUID id = installation.deliveries(organization).getFirst().id();
        String meetings = "SELECT count(*) FROM meetings WHERE user_id = '%s'";
        assertThat(installation.count(meetings.formatted(organization.user()))).isEqualTo(1);
        // When
        admin().post(PATH + "/" + id + "/replay").then().statusCode(202).body("count", equalTo(1));
        // Then
        awaitState(organization, "processed");
        assertThat(installation.count(meetings.formatted(organization.user()))).isEqualTo(1);
        assertThat(
                        installation.count(
                                "SELECT count(*) FROM audit_events WHERE action ="
                                        + " 'deliveries.replayed' AND details ->> 'delivery' = '"
                                        + id
                                        + "'"))
                .isEqualTo(1);
    }

    @Test
    void replayingManyTellsHowMany() {
        // Given
        var organization = installation.connected();
        dead(organization);
        installation.execute(
                "UPDATE calendly_webhook_deliveries SET received_at = '2002-01-01T12:00:00Z'"
                        + " WHERE subscription_id = ?",
                organization.subscription());
        // When
        admin().contentType("application/json")
                .body(
                        """
                        {"state":"dead","from":"2002-01-01T00:00:00Z","to":"2002-01-02T00:00:00Z"}
                        """)
                .post(PATH + "/replay")
                .then()
                .statusCode(202)
                .body("count", equalTo(1));
        // Then
        awaitState(organization, "dead");
    }

    @Test
    void whatIsAskedForWronglyIsRefused() {
        admin().queryParam("state", "lost").get(PATH).then().statusCode(400);
        admin().get(PATH + "/no-uuid").then().statusCode(400);
        admin().get(PATH + "/" + UUID.randomUUID()).then().statusCode(404);
        admin().post(PATH + "/" + UUID.randomUUID() + "/replay").then().statusCode(404);
        replayMany("{\"state\":\"pending\"}").statusCode(400);
        replayMany("{}").statusCode(400);
        replayMany("").statusCode(400);
    }

    @Test
    void isForAdminsOnly() {
        given().get(PATH).then().statusCode(401);
        given().auth().oauth2(TestTokens.of("somebody")).get(PATH).then().statusCode(403);
        given().auth()
                .oauth2(TestTokens.of("somebody"))
                .post(PATH + "/" + UUID.randomUUID() + "/replay")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse replayMany(String body) {
        return admin().contentType("application/json").body(body).post(PATH + "/replay").then();
    }

    private long audited(String action, UUID delivery) {
        return installation.count(
                "SELECT count(*) FROM audit_events WHERE action = '%s' AND details ->> 'delivery' = '%s'"
                        .formatted(action, delivery));
    }

    private static RequestSpecification viewer() {
        return given().auth().oauth2(TestTokens.viewer("looker"));
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.admin("operator"));
    }

    private UUID dead(Installation.Organization organization) {
        Deliver.signed(organization, unreadable().getBytes(UTF_8)).statusCode(200);
        awaitState(organization, "dead");
        return installation.deliveries(organization).getFirst().id();
    }

    private static String unreadable() {
        return "{\"event\":\"invitee.created\",\"payload\":{\"uri\":1}}";
    }

    private void awaitState(Installation.Organization organization, String state) {
        await().untilAsserted(() ->
                assertThat(installation.deliveries(organization))
                        .extracting(Installation.StoredDelivery::state)
                        .containsOnly(state));
    }
}
