package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Nothing that Calendly says of somebody stays anywhere once they are erased, whichever field it
/// stands in.
@QuarkusTest
@TestProfile(ErasureProfile.class)
class WholeErasureTest {

    /// What the guest of this test has in each field; `#` is a number that nobody else has.
    private static final List<String> TRACES =
            List.of(
                    "first-#",
                    "last-#",
                    "zone-#",
                    "+1 202 #",
                    "charge-#",
                    "terms-#",
                    "answer-#",
                    "utm-#",
                    "form-#",
                    "scheduler-#",
                    "method-#",
                    "cancel-#",
                    "move-#",
                    "note-#",
                    "html-#",
                    "reason-#",
                    "+1 303 #");

    private final Installation installation;
    private final Contents contents;
    private final Erasing erasing;
    private final Sql sql;

    private Guest guest = Guest.somebodyNew();

    WholeErasureTest(Installation installation, Contents contents, Erasing erasing, Sql sql) {
        this.installation = installation;
        this.contents = contents;
        this.erasing = erasing;
        this.sql = sql;
    }

    @BeforeEach
    void somebodyNew() {
        guest = Guest.somebodyNew();
    }

    @Test
    void nothingOfAnErasedInviteeIsLeftAndNothingComesBack() {
        // Given
        var organization = erasing.connected(guest.tenant());
        byte[] said = whole(organization);
        erasing.deliver(organization, said, "processed");
        traces().forEach(trace ->
                assertThat(contents.holding(trace))
                        .as(trace)
                        .anyMatch(place -> place.startsWith("meeting")));
        // When
        erasing.erase(guest).statusCode(200);
        // Then
        assertThatNothingIsLeft();
        // When it is said again, whole or in part
        erasing.synced(organization, said);
        erasing.lookedUp(organization, said);
        erasing.deliver(organization, bySomebodyElse(said), "processed");
        // Then
        assertThatNothingIsLeft();
    }

    @Test
    void whoWasOnlyBroughtAlongIsGoneToo() {
        // Given
        var organization = erasing.connected(guest.tenant());
        byte[] said =
                new String(guest.guestOf(organization), UTF_8)
                        .replace(
                                "\"meeting_notes_plain\": null",
                                "\"meeting_notes_plain\": \"with " + guest.address() + "\"")
                        .replace(
                                "\"terms\": null",
                                "\"terms\": \"paid by " + guest.address() + "\"")
                        .getBytes(UTF_8);
        erasing.deliver(organization, said, "processed");
        assertThat(contents.holding(guest.address()))
                .contains("meetings.details", "meeting_invitees.details");
        // When
        erasing.erase(guest).statusCode(200);
        erasing.synced(organization, said);
        // Then
        assertThat(contents.holding(guest.address())).isEmpty();
        assertThat(
                        installation.texts(
                                "SELECT details ->> 'guests' FROM meetings WHERE user_id = ?",
                                organization.user()))
                .containsExactly("[]");
    }

    /// It knows the address, and nothing of what else is stored by now.
    @Test
    void anErasureByAReplicaOfBeforeTakesTheDetailsAlong() {
        // Given
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, whole(organization), "processed");
        // When
        sql.execute(
                "UPDATE meeting_invitees SET email = NULL, name = NULL WHERE email = ?",
                guest.address());
        // Then
        assertThat(contents.holding(traces().getFirst()))
                .doesNotContain("meeting_invitees.details");
    }

    private void assertThatNothingIsLeft() {
        traces().forEach(trace -> assertThat(contents.holding(trace)).as(trace).isEmpty());
        assertThat(contents.holding(guest.address())).isEmpty();
        assertThat(contents.holding(guest.name())).isEmpty();
    }

    private List<String> traces() {
        return TRACES.stream().map(trace -> trace.replace("#", number())).toList();
    }

    private String number() {
        return guest.tenant().replace("tenant-", "").replaceAll("\\D", "") + "0042";
    }

    /// Everything that can be said of a canceled invitee who is called, and of the event.
    private byte[] whole(Installation.Organization organization) {
        return guest.text(organization, "invitee.canceled")
                .replaceAll("\"first_name\": \"[^\"]*\"", "\"first_name\": \"" + trace("first-") + "\"")
                .replaceAll("\"last_name\": \"[^\"]*\"", "\"last_name\": \"" + trace("last-") + "\"")
                .replace("America/New_York", trace("zone-"))
                .replaceAll("\\+1 202[^\"]*", "+1 202 " + number())
                .replaceAll("\"payment\": (null|\\{[^}]*})",
                        "\"payment\": {\"external_id\": \"%s\", \"terms\": \"%s\", \"amount\": 49.5}"
                                .formatted(trace("charge-"), trace("terms-")))
                .replace("Renewal", trace("answer-"))
                .replace("newsletter", trace("utm-"))
                .replace(
                        "\"routing_form_submission\": null",
                        "\"routing_form_submission\": {\"answers\": [\"%s\"]}"
                                .formatted(trace("form-")))
                .replace(
                        "\"invitee_scheduled_by\": null",
                        "\"invitee_scheduled_by\": \"https://x.test/%s\""
                                .formatted(trace("scheduler-")))
                .replace(
                        "\"scheduling_method\": null",
                        "\"scheduling_method\": \"%s\"".formatted(trace("method-")))
                .replaceAll("\"cancel_url\": \"[^\"]*\"", "\"cancel_url\": \"https://c/" + trace("cancel-") + "\"")
                .replaceAll("\"reschedule_url\": \"[^\"]*\"", "\"reschedule_url\": \"https://c/" + trace("move-") + "\"")
                .replace(
                        "\"meeting_notes_plain\": null",
                        "\"meeting_notes_plain\": \"%s\"".formatted(trace("note-")))
                .replace(
                        "\"meeting_notes_html\": null",
                        "\"meeting_notes_html\": \"<p>%s</p>\"".formatted(trace("html-")))
                .replaceAll("\"reason\": \"[^\"]*\"", "\"reason\": \"" + trace("reason-") + "\"")
                .replaceAll(
                        "\"location\": \\{[^}]*}",
                        "\"location\": {\"type\": \"outbound_call\", \"location\": \"+1 303 "
                                + number()
                                + "\"}")
                .replace("30 Minute Intro", guest.name() + " Guest and Ada Host")
                .getBytes(UTF_8);
    }

    /// The same event, told about another invitee of it, with notes.
    private byte[] bySomebodyElse(byte[] said) {
        return new String(said, UTF_8)
                .replace(guest.address(), "other@example.test")
                .replace("\"name\": \"" + guest.name() + " Guest\"", "\"name\": \"Other\"")
                .replace("INV0001", "INV0009")
                .replace(trace("first-"), "Other")
                .replace(trace("last-"), "Other")
                .replace(trace("zone-"), "Europe/Paris")
                .replace("+1 202 " + number(), "+1 202 1")
                .replace(trace("charge-"), "other")
                .replace(trace("terms-"), "other")
                .replace(trace("answer-"), "other")
                .replace(trace("utm-"), "other")
                .replace(trace("form-"), "other")
                .replace(trace("scheduler-"), "other")
                .replace(trace("method-"), "other")
                .replace(trace("cancel-"), "other")
                .replace(trace("move-"), "other")
                .replace(trace("reason-"), "other")
                .replace("+1 303 " + number(), "+1 303 1")
                .replace(guest.name() + " Guest and", "Other and")
                .getBytes(UTF_8);
    }

    private String trace(String kind) {
        return kind + number();
    }
}
