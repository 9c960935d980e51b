package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.regex.Matcher;
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
        // Then
        assertThatNothingIsLeft();
        // When notes of the event come with another invitee of it
        erasing.deliver(organization, bySomebodyElse(said), "processed");
        // Then no meeting has them
        traces().forEach(trace ->
                assertThat(contents.holding(trace))
                        .as(trace)
                        .noneMatch(place -> place.startsWith("meeting")));
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
                                "\"terms\": null", "\"terms\": \"paid by " + guest.address() + "\"")
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
        String said = ofTheEvent(guest.text(organization, "invitee.canceled"));
        said = with(said, "first_name", quoted(trace("first-")));
        said = with(said, "last_name", quoted(trace("last-")));
        said = with(said, "timezone", quoted(trace("zone-")));
        said = with(said, "text_reminder_number", quoted("+1 202 " + number()));
        said = with(said, "cancel_url", quoted("https://c/" + trace("cancel-")));
        said = with(said, "reschedule_url", quoted("https://c/" + trace("move-")));
        said = with(said, "invitee_scheduled_by", quoted("https://x.test/" + trace("scheduler-")));
        said = with(said, "scheduling_method", quoted(trace("method-")));
        said = with(said, "routing_form_submission", "{\"answers\": [" + quoted(trace("form-")) + "]}");
        said = with(said, "external_id", quoted(trace("charge-")));
        said = with(said, "terms", quoted(trace("terms-")));
        said = with(said, "answer", quoted(trace("answer-")));
        said = with(said, "utm_source", quoted(trace("utm-")));
        said = with(said, "reason", quoted(trace("reason-")));
        return said.getBytes(UTF_8);
    }

    private String ofTheEvent(String body) {
        String said = with(body, "meeting_notes_plain", quoted(trace("note-")));
        said = with(said, "meeting_notes_html", quoted("<p>" + trace("html-") + "</p>"));
        return said.replaceAll(
                        "\"location\": \\{[^}]*}",
                        "\"location\": {\"type\": \"outbound_call\", \"location\": "
                                + quoted("+1 303 " + number())
                                + "}")
                .replace("30 Minute Intro", guest.name() + " Guest and Ada Host");
    }

    private static String with(String body, String field, String value) {
        String name = quoted(field) + ": ";
        assertThat(body).contains(name);
        return body.replaceAll(
                name + "(null|\"[^\"]*\")", Matcher.quoteReplacement(name + value));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
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
