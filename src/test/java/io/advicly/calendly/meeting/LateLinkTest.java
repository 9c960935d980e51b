package io.advicly.calendly.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.Said;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Links to join that are not ready when the event is told of.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class LateLinkTest {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/Late";
    private static final String ACCOUNT = "https://api.calendly.com/users/late";

    private final MeetingProjection projection;
    private final HostRows hosts;
    private final DataSource database;

    LateLinkTest(MeetingProjection projection, HostRows hosts, DataSource database) {
        this.projection = projection;
        this.hosts = hosts;
        this.database = database;
    }

    @Test
    void anEventWhoseLinkIsStillToComeIsRememberedOnce() throws Throwable {
        // Given
        hosts.connect("default", "late", ACCOUNT, ORGANIZATION);
        EventReport first = upcoming("Late1", "{\"status\":\"processing\"}", "Late1/A");
        EventReport second = upcoming("Late1", "{\"status\":\"processing\"}", "Late1/B");
        EventReport other = upcoming("Late2", "{\"status\":\"initiated\"}", "Late2/A");
        EventReport ready = upcoming("Late3", "{\"join_url\":\"https://join\"}", "Late3/A");
        // When
        var _ =
                VertxContextSupport.subscribeAndAwait(
                        () -> projection.applyAll(List.of(first, second, other, ready)));
        var _ =
                VertxContextSupport.subscribeAndAwait(
                        () -> projection.applyAll(List.of(upcoming("Late1", null, "Late1/C"))));
        // Then
        assertThat(remembered()).isEqualTo(2);
    }

    private static EventReport upcoming(String name, @Nullable String location, String invitee) {
        ScheduledEvent said = Said.located(name, 1, true, location, ACCOUNT);
        Instant start = Instant.now().plusSeconds(3_600);
        return new EventReport(
                ORGANIZATION,
                new ScheduledEvent(
                        said.uri(),
                        said.name(),
                        true,
                        start,
                        start.plusSeconds(1_800),
                        said.location(),
                        said.hosts(),
                        said.updatedAt()),
                List.of(Said.invitee(invitee, 1).build()));
    }

    private int remembered() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT count(*) FROM meeting_lookups WHERE organization_uri = ?")) {
            query.setString(1, ORGANIZATION);
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getInt(1);
            }
        }
    }
}
