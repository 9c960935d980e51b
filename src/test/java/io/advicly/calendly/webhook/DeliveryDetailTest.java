package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How an operator understands a delivery, and what a replay of some would touch, and did.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class DeliveryDetailTest {

    private static final String PATH = "/api/admin/deliveries";

    private final Installation installation;

    DeliveryDetailTest(Installation installation) {
        this.installation = installation;
    }

    @Test
    void tellsWhichMeetingItHasChangedAndHow() {
        var organization = installation.connected();
        UUID id = processed(organization);
        String meeting =
                admin().get(PATH + "/" + id).then().extract().path("meetings[0]").toString();

        await().untilAsserted(() -> assertBooked(id, meeting, organization.user()));
    }

    private static void assertBooked(UUID id, String meeting, String user) {
        admin().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("changes.type", equalTo(List.of("meeting.booked")))
                .body("changes.meeting_id", equalTo(List.of(meeting)))
                .body("changes.user_id", equalTo(List.of(user)));
    }

    @Test
    void oneThatHasDiedHasChangedNothing() {
        UUID dead = dead(installation.connected());

        admin().get(PATH + "/" + dead).then().body("changes", hasSize(0));
    }

    @Test
    void showsTheShapeOfABodyToOperatorsAlone() {
        var organization = installation.connected();
        UUID id = processed(organization);

        String shown =
                admin().get(PATH + "/" + id)
                        .then()
                        .statusCode(200)
                        .body("outline.event", equalTo("invitee.created"))
                        .body("outline.payload", hasKey("email"))
                        .body("$", not(hasKey("body")))
                        .extract()
                        .asString();
        assertThat(shown).doesNotContain("@").contains("\u2022\u2022\u2022");
        viewer().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("outline", nullValue())
                .body("$", not(hasKey("body")));
    }

    @Test
    void tellsAtEachDeliveryWhoHadItReplayedAndWhy() {
        var organization = installation.connected();
        UUID dead = dead(organization);

        admin().contentType("application/json")
                .body(Map.of("reason", "the parser was mended"))
                .post(PATH + "/" + dead + "/replay")
                .then()
                .statusCode(202)
                .body("count", equalTo(1));
        awaitState(organization, "dead");

        admin().get(PATH + "/" + dead)
                .then()
                .body("attempts.outcome", equalTo(List.of("dead", "replayed", "dead")))
                .body("attempts[1].by", equalTo("operator"));
        admin().queryParam("about", dead)
                .get("/api/admin/audit")
                .then()
                .statusCode(200)
                .body("entries.action", equalTo(List.of("deliveries.replayed")))
                .body("entries[0].details.reason", equalTo("the parser was mended"));
        viewer().queryParam("about", dead)
                .get("/api/admin/audit")
                .then()
                .body("entries[0].details", not(hasKey("reason")));
    }

    @Test
    void aSelectionIsCountedAndReplayed() {
        // Given
        var organization = installation.connected();
        UUID first = dead(organization);
        UUID second = deadToo(organization, first);
        String selection = "{\"filter\":{\"ids\":\"%s\"}%s}";
        // When
        replay(selection.formatted(second, ",\"dry_run\":true")).body("count", equalTo(1));
        String id =
                replay(selection.formatted(second, ",\"reason\":\"only this\""))
                        .body("count", equalTo(1))
                        .extract()
                        .path("id");
        // Then
        admin().get("/api/admin/replays/" + id)
                .then()
                .body("state", equalTo("done"))
                .body("done", equalTo(1))
                .body("filter.ids", equalTo(second.toString()));
        awaitState(organization, "dead");
        admin().get(PATH + "/" + second)
                .then()
                .body("attempts.outcome", hasItem("replayed"))
                .body("attempts.replay", hasItem(id));
        admin().get(PATH + "/" + first).then().body("attempts.outcome", equalTo(List.of("dead")));
        admin().queryParam("about", id)
                .get("/api/admin/audit")
                .then()
                .body("entries[0].details.reason", equalTo("only this"));
        replay("{\"filter\":{\"ids\":\"lunch\"}}", 400);
    }

    @Test
    void aCountTellsWhatAReplayWouldTouch() {
        var organization = installation.connected();
        UUID first = dead(organization);
        deadToo(organization, first);

        replay(
                        "{\"filter\":{\"state\":\"dead\",\"subscription\":\"%s\"},\"dry_run\":true}"
                                .formatted(organization.subscription()))
                .body("count", equalTo(2))
                .body("touches.organizations", equalTo(1))
                .body("touches.events.'invitee.created'", equalTo(2))
                .body("touches.errors.values().sum()", equalTo(2));
        assertThat(installation.deliveries(organization))
                .extracting(Installation.StoredDelivery::state)
                .containsOnly("dead");
    }

    private static ValidatableResponse replay(String body) {
        return replay(body, 202);
    }

    private static ValidatableResponse replay(String body, int status) {
        return admin().contentType("application/json")
                .body(body)
                .post(PATH + "/replay")
                .then()
                .statusCode(status);
    }

    private UUID processed(Installation.Organization organization) {
        Deliver.signed(organization, organization.body("invitee.created")).statusCode(200);
        awaitState(organization, "processed");
        return installation.deliveries(organization).getFirst().id();
    }

    private UUID dead(Installation.Organization organization) {
        Deliver.signed(organization, unreadable(1)).statusCode(200);
        awaitState(organization, "dead");
        return installation.deliveries(organization).getFirst().id();
    }

    private UUID deadToo(Installation.Organization organization, UUID other) {
        Deliver.signed(organization, unreadable(2)).statusCode(200);
        awaitState(organization, "dead");
        return installation.deliveries(organization).stream()
                .map(Installation.StoredDelivery::id)
                .filter(id -> !id.equals(other))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static byte[] unreadable(int number) {
        return "{\"event\":\"invitee.created\",\"payload\":{\"uri\":%d}}"
                .formatted(number)
                .getBytes(UTF_8);
    }

    private void awaitState(Installation.Organization organization, String state) {
        await().untilAsserted(() ->
                assertThat(installation.deliveries(organization))
                        .extracting(Installation.StoredDelivery::state)
                        .containsOnly(state));
    }

    private static RequestSpecification viewer() {
        return given().auth().oauth2(TestTokens.viewer("looker"));
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.admin("operator"));
    }
}
