package io.advicly.calendly.webhook.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.Contents;
import io.advicly.calendly.webhook.Erasing;
import io.advicly.calendly.webhook.ErasureProfile;
import io.advicly.calendly.webhook.Guest;
import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.StubLookup;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An invitee's address, erased from a database that is full of it.
@QuarkusTest
@TestProfile(ErasureProfile.class)
class ErasureTest {

    private final Installation installation;
    private final Contents contents;
    private final StubLookup lookup;
    private final Erasing erasing;

    private Guest guest = Guest.somebodyNew();

    ErasureTest(Installation installation, Contents contents, StubLookup lookup, Erasing erasing) {
        this.installation = installation;
        this.contents = contents;
        this.lookup = lookup;
        this.erasing = erasing;
    }

    @BeforeEach
    void somebodyNew() {
        guest = Guest.somebodyNew();
    }

    @Test
    void noPlaceHoldsTheAddressAnyMore() {
        // Given
        var organization = erasing.connected(guest.tenant());
        fillEveryPlace(organization);
        assertThat(contents.holding(guest.address()))
                .contains(
                        "calendly_webhook_deliveries.body",
                        "meeting_invitees.email",
                        "meeting_invitees.questions_and_answers",
                        "meeting_outbox.payload");
        // When
        JsonPath touched =
                erasing.erase(guest.address().toUpperCase(Locale.ROOT), guest.tenant())
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        // Then
        assertThat(contents.holding(guest.address())).isEmpty();
        assertThat(contents.holding(guest.name())).isEmpty();
        assertThat(touched.getInt("meetings")).isEqualTo(2);
        assertThat(touched.getInt("invitees")).isEqualTo(2);
        assertThat(touched.getInt("deliveries")).isEqualTo(6);
        assertThat(touched.getInt("outbox")).isGreaterThanOrEqualTo(2);
        assertThat(erasing.invitees(organization))
                .as("the meetings stay, and the other guest with them")
                .containsExactlyInAnyOrder("null canceled", "other@example.test active");
    }

    /// "Grace Guest and Ada Host" is a usual name of an event.
    @Test
    void theNameGoesFromNamesOfEventsTooAndDoesNotComeBack() {
        // Given
        var organization = erasing.connected(guest.tenant());
        String created = named(organization, guest.name().toUpperCase(Locale.ROOT) + " \\t GUEST");
        erasing.deliver(organization, created.getBytes(UTF_8), "processed");
        assertThat(contents.holding(guest.name())).contains("meetings.name");
        // When
        erasing.erase(guest).statusCode(200);
        // Then
        assertThat(contents.holding(guest.name())).isEmpty();
        assertThat(meetingNames(organization)).containsExactly("[erased] and Ada Host");
        // When a later snapshot comes without the invitee, or with another one
        String again = later(named(organization, guest.name() + " guest"));
        erasing.lookedUp(organization, again.getBytes(UTF_8));
        erasing.deliver(organization, ofSomebodyElse(again), "processed");
        // Then
        assertThat(meetingNames(organization)).containsExactly("[erased] and Ada Host");
    }

    @Test
    void aSyncOfANameThatIsErasedKeepsItOut() {
        // Given
        var organization = erasing.connected(guest.tenant());
        erasing.erase(guest).statusCode(200);
        String said = named(organization, guest.name() + " Guest");
        // When
        erasing.synced(organization, said.getBytes(UTF_8));
        erasing.lookedUp(organization, later(said).getBytes(UTF_8));
        // Then
        assertThat(meetingNames(organization)).containsExactly("[erased] and Ada Host");
    }

    private String named(Installation.Organization organization, String name) {
        return guest.text(organization, "invitee.created")
                .replace("30 Minute Intro", name + " and Ada Host");
    }

    /// The event has changed since.
    private static String later(String body) {
        return body.replace("09:30:00.150000Z", "10:30:00.150000Z");
    }

    private byte[] ofSomebodyElse(String body) {
        return body.replace(guest.address(), "other@example.test")
                .replace("\"name\": \"" + guest.name(), "\"name\": \"Other")
                .replace("Other guest and Ada", guest.name() + " guest and Ada")
                .replace("INV0001", "INV0009")
                .replace("10:30:00.150000Z", "11:30:00.150000Z")
                .getBytes(UTF_8);
    }

    private List<String> meetingNames(Installation.Organization organization) {
        return installation.texts(
                "SELECT name FROM meetings WHERE user_id = ?", organization.user());
    }

    @Test
    void isNotedWithoutTheAddressAndMayBeRepeated() {
        // Given
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        // When
        erasing.erase(guest).statusCode(200).body("meetings", equalTo(1));
        erasing.erase(guest)
                .statusCode(200)
                .body("meetings", equalTo(0))
                .body("invitees", equalTo(0))
                .body("deliveries", equalTo(0))
                .body("outbox", equalTo(0));
        // Then
        assertThat(
                        installation.count(
                                "SELECT count(*) FROM audit_events WHERE action = 'invitee.erased'"
                                        + " AND user_id = 'operator' AND details ->> 'tenant' = '"
                                        + guest.tenant()
                                        + "'"))
                .isEqualTo(2);
        assertThat(contents.holding(guest.address())).isEmpty();
    }

    @Test
    void nothingBringsItBack() {
        // Given
        var organization = erasing.connected(guest.tenant());
        byte[] created = guest.body(organization, "invitee.created");
        erasing.deliver(organization, created, "processed");
        erasing.erase(guest).statusCode(200);
        // When
        Deliver.signed(organization, created).statusCode(200);
        assertThat(installation.deliveries(organization)).as("a repeat is still one").hasSize(1);
        erasing.replay();
        erasing.deliver(
                organization, guest.body(organization, "invitee_no_show.created"), "processed");
        erasing.deliver(
                organization, guest.body(organization, "reschedule.2-created"), "processed");
        erasing.deliver(
                organization, guest.body(organization, "reschedule.1-canceled"), "processed");
        erasing.deliver(organization, guest.guestOf(organization), "processed");
        erasing.synced(organization, created);
        // Then
        assertThat(contents.holding(guest.address())).isEmpty();
        assertThat(contents.holding(guest.name())).isEmpty();
    }

    @Test
    void aSyncOfSomebodyErasedChangesNothing() {
        // Given
        var organization = erasing.connected(guest.tenant());
        byte[] created = guest.body(organization, "invitee.created");
        erasing.deliver(organization, created, "processed");
        erasing.erase(guest).statusCode(200);
        // Then
        assertThat(erasing.synced(organization, created)).isZero();
    }

    @Test
    void aDeliveryOfNobodyHereLosesItToo() {
        // Given
        var organization = erasing.connected(guest.tenant());
        erasing.erase(guest).statusCode(200);
        // When
        erasing.deliver(
                organization,
                guest.text(organization, "invitee.created")
                        .replace("USER0", "ELSE0")
                        .getBytes(UTF_8),
                "ignored");
        erasing.deliver(organization, guest.contact().getBytes(UTF_8), "ignored");
        // Then
        assertThat(contents.holding(guest.address())).isEmpty();
    }

    @Test
    void whatIsPendingIsWorkedOffWithoutIt() {
        // Given
        var organization = erasing.connected(guest.tenant());
        ScheduledEvent event = erasing.event(guest.body(organization, "invitee.created"));
        erasing.deliver(
                organization,
                guest.body(organization, "invitee.created.without-scheduled-event"),
                "pending");
        erasing.rest(organization);
        // When
        erasing.erase(guest).statusCode(200).body("deliveries", equalTo(1));
        lookup.answer(event.uri(), Uni.createFrom().item(Optional.of(event)));
        erasing.goOn(organization);
        // Then
        erasing.awaitAll(organization, "processed");
        assertThat(contents.holding(guest.address())).isEmpty();
        assertThat(erasing.invitees(organization)).containsExactly("null active");
    }

    @Test
    void anotherTenantKeepsWhatIsTheirs() {
        // Given
        var here = erasing.connected(guest.tenant());
        var there = erasing.connected(guest.tenant() + "-other");
        erasing.deliver(here, guest.body(here, "invitee.created"), "processed");
        erasing.deliver(there, guest.body(there, "invitee.created"), "processed");
        // When
        erasing.erase(guest).statusCode(200).body("deliveries", equalTo(1));
        // Then
        assertThat(contents.holding(guest.address()))
                .as("and what the other tenant was told, in the feed or on its way there")
                .filteredOn(place -> !place.startsWith("event"))
                .containsExactlyInAnyOrder(
                        "calendly_webhook_deliveries.body",
                        "meeting_invitees.email",
                        "meeting_outbox.payload");
        assertThat(erasing.invitees(there)).containsExactly(guest.address() + " active");
        // And
        erasing.deliver(there, guest.body(there, "invitee.canceled"), "processed");
        assertThat(erasing.invitees(there)).containsExactly(guest.address() + " canceled");
    }

    @Test
    void theOperatorsOwnTenantIsMeantWhereNoneIsNamed() {
        // Given
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        // When
        Erasing.erase(TestTokens.admin("operator"), Map.of("email", guest.address()))
                .statusCode(200)
                .body("meetings", equalTo(0));
        Erasing.erase(
                        TestTokens.of(
                                "operator",
                                Map.of(
                                        "groups",
                                        List.of("calendly-admin"),
                                        "tenant_id",
                                        guest.tenant())),
                        Map.of("email", guest.address()))
                .statusCode(200)
                .body("meetings", equalTo(1));
    }

    @Test
    void whoBooksAgainIsAGuestLikeAnyOther() {
        // Given
        var organization = erasing.connected(guest.tenant());
        erasing.erase(guest).statusCode(200);
        String later = Instant.now().plusSeconds(60).toString();
        // When
        erasing.deliver(
                organization,
                guest.text(organization, "invitee.created")
                        .replace("2026-02-01T09:30:00.120001Z", later)
                        .getBytes(UTF_8),
                "processed");
        // Then
        assertThat(erasing.invitees(organization)).containsExactly(guest.address() + " active");
    }

    @Test
    void aWildcardIsAnAddressLikeAnyOther() {
        // Given
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        // When
        erasing.erase("%@%", guest.tenant())
                .statusCode(200)
                .body("meetings", equalTo(0))
                .body("deliveries", equalTo(0));
        // Then
        assertThat(erasing.invitees(organization)).containsExactly(guest.address() + " active");
    }

    private void fillEveryPlace(Installation.Organization organization) {
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        erasing.deliver(organization, guest.body(organization, "invitee.canceled"), "processed");
        erasing.deliver(organization, guest.guestOf(organization), "processed");
        erasing.deliver(organization, guest.contact().getBytes(UTF_8), "ignored");
        erasing.deliver(
                organization,
                guest.contact()
                        .replace("@", "\\u0040")
                        .replace("contact.", "other.")
                        .getBytes(UTF_8),
                "ignored");
        erasing.deliver(
                organization,
                "{\"event\":\"invitee.created\",\"payload\":{\"uri\":1,\"email\":\"%s\"}}"
                        .formatted(guest.address())
                        .getBytes(UTF_8),
                "dead");
    }
}
