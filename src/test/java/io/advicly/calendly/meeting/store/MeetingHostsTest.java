package io.advicly.calendly.meeting.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.fact.Said;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.meeting.search.Queries;
import io.advicly.calendly.meeting.view.MeetingView;
import io.advicly.calendly.meeting.view.Meetings;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Who sees a meeting when its hosts change, come and go.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class MeetingHostsTest {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/";
    private static final String ACCOUNT = "https://api.calendly.com/users/";

    private final MeetingProjection projection;
    private final Meetings meetings;
    private final HostRows hosts;
    private final DataSource database;

    MeetingHostsTest(
            MeetingProjection projection, Meetings meetings, HostRows hosts, DataSource database) {
        this.projection = projection;
        this.meetings = meetings;
        this.hosts = hosts;
        this.database = database;
    }

    @Test
    void whoHostsNoMoreSeesTheMeetingCanceledAndWhoHostsAgainSeesItActive() {
        // Given
        connect("Hosts", "stays");
        connect("Hosts", "leaves");
        String[] both = {account("stays"), account("leaves")};
        apply("Hosts", Said.event("H", 1, true, both), invitee("H/I", 1));
        // When
        apply("Hosts", Said.event("H", 2, true, account("stays")), invitee("H/I", 1));
        apply("Hosts", Said.event("H", 1, true, both), invitee("H/I", 1));
        // Then
        assertThat(meetingsOf("stays").getFirst().status()).isEqualTo("active");
        assertThat(meetingsOf("leaves").getFirst().status()).isEqualTo("canceled");
        // When
        apply("Hosts", Said.event("H", 3, true, both), invitee("H/I", 1));
        // Then
        assertThat(meetingsOf("leaves").getFirst().status()).isEqualTo("active");
    }

    @Test
    void anEventGivenToSomebodyElseIsNoMeetingOfItsFormerHost() {
        // Given
        connect("Given", "giver");
        apply("Given", Said.event("V", 1, true, account("giver")), invitee("V/I", 1));
        // When
        Projected projected = apply("Given", Said.event("V", 2, true, account("stranger")));
        // Then
        assertThat(projected).isEqualTo(new Projected(0, 1));
        assertThat(meetingsOf("giver").getFirst().status()).isEqualTo("canceled");
    }

    @Test
    void anEventThatIsToldWithoutHostsChangesNothing() {
        // Given
        connect("None", "somebody");
        apply("None", Said.event("N", 1, true, account("somebody")), invitee("N/I", 1));
        // When
        Projected projected = apply("None", Said.event("N", 2, true));
        // Then
        assertThat(projected).isEqualTo(new Projected(0, 0));
        assertThat(meetingsOf("somebody").getFirst().status()).isEqualTo("active");
    }

    @Test
    void whoHasDisconnectedKeepsTheMeetingAsItWas() throws SQLException {
        // Given
        connect("Gone", "remains");
        UUID gone = hosts.connect("default", "gone", account("gone"), ORGANIZATION + "Gone");
        String[] both = {account("remains"), account("gone")};
        apply("Gone", Said.event("D", 1, true, both), invitee("D/I", 1));
        try (Connection connection = database.getConnection();
                PreparedStatement disconnect =
                        connection.prepareStatement(
                                "UPDATE calendar_connections SET is_active = false,"
                                        + " status = 'CLOSING' WHERE id = ?")) {
            disconnect.setObject(1, gone);
            disconnect.executeUpdate();
        }
        // When
        apply("Gone", Said.event("D", 2, false, both), invitee("D/I", 1));
        // Then
        assertThat(meetingsOf("remains").getFirst().status()).isEqualTo("canceled");
        assertThat(meetingsOf("gone").getFirst().status()).isEqualTo("active");
    }

    @Test
    void whoConnectsLaterSeesTheMeetingOnceItIsToldAgain() {
        // Given
        connect("Later", "first");
        String[] both = {account("first"), account("second")};
        apply("Later", Said.event("S", 1, true, both), invitee("S/I", 1));
        connect("Later", "second");
        // When
        Projected projected = apply("Later", Said.event("S", 1, true, both), invitee("S/I", 1));
        // Then
        assertThat(projected).isEqualTo(new Projected(2, 1));
        assertThat(meetingsOf("second").getFirst().invitees()).hasSize(1);
    }

    private void connect(String organization, String user) {
        hosts.connect("default", user, account(user), ORGANIZATION + organization);
    }

    private static String account(String user) {
        return ACCOUNT + user;
    }

    private static Invitee invitee(String name, long updated) {
        return Said.invitee(name, updated).build();
    }

    private Projected apply(String organization, ScheduledEvent event, Invitee... invitees) {
        return run(() -> projection.apply(ORGANIZATION + organization, event, List.of(invitees)));
    }

    private List<MeetingView> meetingsOf(String user) {
        MeetingQuery all = Queries.all();
        return run(() -> meetings.page(new Caller("default", user), all)).meetings();
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
