package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.webhook.filling.MeetingFilling;
import io.advicly.calendly.webhook.filling.StoredBodies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Meetings that were stored when less was kept, filled from the bodies that are still there.
@QuarkusTest
@TestProfile(ErasureProfile.class)
class MeetingFillingTest {

    private static final String OF_MEETINGS =
            "SELECT details ->> 'event_type' FROM meetings WHERE user_id = ?";

    private static final String OF_INVITEES =
            "SELECT i.details ->> 'first_name' FROM meeting_invitees i JOIN meetings m ON m.id = i.meeting_id"
                    + " WHERE m.user_id = ?";

    private final MeetingFilling filling;
    private final StoredBodies bodies;
    private final Installation installation;
    private final Erasing erasing;

    MeetingFillingTest(
            MeetingFilling filling,
            StoredBodies bodies,
            Installation installation,
            Erasing erasing) {
        this.filling = filling;
        this.bodies = bodies;
        this.installation = installation;
        this.erasing = erasing;
    }

    /// From the beginning, to an end that is over.
    @BeforeEach
    void begin() {
        installation.execute("DELETE FROM meeting_filling");
    }

    @Test
    void whatTheBodiesSayIsThereAfterwards() {
        // Given
        Guest guest = Guest.somebodyNew();
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        forget(organization);
        // When
        until("now() + interval '1 second'");
        fill();
        // Then
        assertThat(installation.texts(OF_MEETINGS, organization.user()))
                .containsExactly(
                        "https://api.calendly.com/event_types/" + organization.prefix() + "TYPE01");
        assertThat(installation.texts(OF_INVITEES, organization.user())).containsExactly("Grace");
        assertThat(
                        installation.texts(
                                "SELECT event_type FROM meetings WHERE user_id = ?",
                                organization.user()))
                .doesNotContainNull();
    }

    /// A process that dies leaves its place to the next one.
    @Test
    void goesOnWhereItHasGotTo() {
        // Given
        Guest guest = Guest.somebodyNew();
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        until("now() + interval '1 hour'");
        fill();
        forget(organization);
        // When
        fill();
        // Then
        assertThat(installation.texts(OF_MEETINGS, organization.user())).containsOnlyNulls();
        // And what was worked off since, by a replica of before, is taken in
        Guest other = Guest.somebodyNew();
        erasing.deliver(organization, other.guestOf(organization), "processed");
        forget(organization);
        fill();
        assertThat(installation.texts(OF_MEETINGS, organization.user()))
                .containsOnlyOnce(
                        "https://api.calendly.com/event_types/" + organization.prefix() + "TYPE01");
    }

    @Test
    void endsOnceNobodyOfBeforeIsLeft() {
        until("now() + interval '1 hour'");
        fill();
        assertThat(run(bodies::isFinished)).isFalse();

        installation.execute("UPDATE meeting_filling SET until = now() - interval '1 second'");
        fill();
        assertThat(run(bodies::isFinished)).isTrue();
    }

    @Test
    void whereNothingIsToBeFilledItIsFinished() {
        assertThat(run(bodies::isFinished)).isTrue();
    }

    @Test
    void aPoorOldBodyTakesNothingFromWhatIsKnown() {
        // Given
        Guest guest = Guest.somebodyNew();
        var organization = erasing.connected(guest.tenant());
        String poor =
                guest.text(organization, "invitee.created")
                        .replaceAll("\"first_name\": \"[^\"]*\",", "")
                        .replaceAll("\"event_type\": \"[^\"]*\",", "");
        erasing.deliver(organization, poor.getBytes(UTF_8), "processed");
        erasing.synced(organization, guest.body(organization, "invitee.created"));
        List<String> before = installation.texts(OF_MEETINGS, organization.user());
        // When
        until("now() + interval '1 second'");
        fill();
        // Then
        assertThat(before).doesNotContainNull();
        assertThat(installation.texts(OF_MEETINGS, organization.user())).isEqualTo(before);
        assertThat(installation.texts(OF_INVITEES, organization.user())).containsExactly("Grace");
    }

    private void until(String time) {
        installation.execute("INSERT INTO meeting_filling (until) VALUES (" + time + ")");
    }

    /// As a replica of before has stored it.
    private void forget(Installation.Organization organization) {
        installation.execute(
                "UPDATE meeting_invitees SET details = NULL, details_said = NULL, no_show_since = NULL"
                        + " WHERE meeting_id IN (SELECT id FROM meetings WHERE user_id = ?)",
                organization.user());
        installation.execute(
                "UPDATE meetings SET details = NULL, details_said = NULL, event_type = NULL WHERE user_id = ?",
                organization.user());
    }

    private void fill() {
        run(filling::fill);
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
