package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

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
    void showsOneWithItsBody() {
        UUID dead = dead(installation.connected());
        admin().get(PATH + "/" + dead)
                .then()
                .statusCode(200)
                .body("id", equalTo(dead.toString()))
                .body("body", equalTo(unreadable()))
                .body("attempts", equalTo(1));
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
