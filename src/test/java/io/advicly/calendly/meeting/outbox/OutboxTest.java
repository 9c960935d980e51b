package io.advicly.calendly.meeting.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.erasure.MeetingPurge;
import io.advicly.calendly.meeting.fact.Said;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.meeting.search.Queries;
import io.advicly.calendly.meeting.view.MeetingView;
import io.advicly.calendly.meeting.view.Meetings;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.webhook.ErasureProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// The outbox, where it is enabled and its rows are kept for a while.
@QuarkusTest
@TestProfile(ErasureProfile.class)
class OutboxTest {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/";
    private static final String ACCOUNT = "https://api.calendly.com/users/";

    private final MeetingProjection projection;
    private final Meetings meetings;
    private final MeetingPurge purge;
    private final Outbox outbox;
    private final HostRows hosts;
    private final ObjectMapper json;
    private final DataSource database;

    OutboxTest(
            MeetingProjection projection,
            Meetings meetings,
            MeetingPurge purge,
            Outbox outbox,
            HostRows hosts,
            ObjectMapper json,
            DataSource database) {
        this.projection = projection;
        this.meetings = meetings;
        this.purge = purge;
        this.outbox = outbox;
        this.hosts = hosts;
        this.json = json;
        this.database = database;
    }

    /// A row of the outbox.
    record Message(String aggregateType, String aggregateId, String type, JsonNode payload) {}

    @Test
    void everyChangeHasItsRowAndWhatIsNoChangeHasNone() throws Exception {
        // Given
        connect("box");
        Invitee guest = Said.invitee("B/I", 1).build();
        // When
        apply("box", Said.event("B", 1, true, ACCOUNT + "box"), guest);
        apply("box", Said.event("B", 1, true, ACCOUNT + "box"), guest);
        apply("box", Said.event("B", 2, false, ACCOUNT + "box"), guest);
        // Then
        MeetingView now = list("box").getFirst();
        List<Message> messages = messages(now.id().toString());
        assertThat(messages).extracting(Message::type).containsOnly("meeting.changed").hasSize(2);
        assertThat(messages).extracting(Message::aggregateType).containsOnly("meeting");
        assertThat(messages)
                .extracting(message -> message.payload().at("/meeting/status").asText())
                .containsExactly("active", "canceled");
        JsonNode last = messages.getLast().payload();
        assertThat(last.get("meeting")).isEqualTo(json.readTree(json.writeValueAsString(now)));
        assertThat(last.get("user_id").asText()).isEqualTo("box");
        assertThat(last.get("tenant_id").asText()).isEqualTo("default");
    }

    @Test
    void theOtherEndOfARescheduleHasARowToo() throws Exception {
        // Given
        connect("pair");
        apply("pair", Said.event("R1", 1, true, ACCOUNT + "pair"), Said.invitee("R1/O", 1).build());
        String first = list("pair").getFirst().id().toString();
        // When
        apply(
                "pair",
                Said.event("R2", 2, true, ACCOUNT + "pair"),
                Said.invitee("R2/N", 2).rescheduledFrom("R1/O").build());
        // Then
        assertThat(messages(first)).hasSize(2);
        assertThat(
                        messages(first)
                                .getLast()
                                .payload()
                                .at("/meeting/invitees/0/new_invitee")
                                .asText())
                .isEqualTo(Said.inviteeUri("R2/N"));
    }

    @Test
    void anErasedMeetingIsTold() throws Exception {
        // Given
        UUID connection =
                hosts.connect("default", "eraser", ACCOUNT + "eraser", ORGANIZATION + "eraser");
        apply(
                "eraser",
                Said.event("X", 1, true, ACCOUNT + "eraser"),
                Said.invitee("X/I", 1).build());
        String id = list("eraser").getFirst().id().toString();
        // When
        Instant requested = hosts.requestPurge(connection);
        run(() -> purge.purge(connection, requested).replaceWith(true));
        // Then
        assertThat(messages(id))
                .as("what was told before is gone too")
                .extracting(Message::type)
                .containsExactly("meeting.erased");
        assertThat(messages(id).getLast().payload().get("meeting"))
                .isEqualTo(json.readTree("{\"id\":\"" + id + "\"}"));
    }

    @Test
    void whatWasKeptLongEnoughGoes() throws Exception {
        // Given
        connect("old");
        apply("old", Said.event("O", 1, true, ACCOUNT + "old"), Said.invitee("O/I", 1).build());
        String id = list("old").getFirst().id().toString();
        assertThat(messages(id)).hasSize(1);
        // When
        try (Connection connection = database.getConnection();
                PreparedStatement age =
                        connection.prepareStatement(
                                "UPDATE meeting_outbox SET created_at = now() - interval '2 hours'"
                                        + " WHERE aggregateid = ?")) {
            age.setString(1, id);
            age.executeUpdate();
        }
        run(outbox::removeOld);
        // Then
        assertThat(messages(id)).isEmpty();
    }

    private void connect(String user) {
        hosts.connect("default", user, ACCOUNT + user, ORGANIZATION + user);
    }

    private void apply(String organization, ScheduledEvent event, Invitee... invitees) {
        run(() -> projection.apply(ORGANIZATION + organization, event, List.of(invitees)));
    }

    private List<MeetingView> list(String user) {
        MeetingQuery all = Queries.all();
        return run(() -> meetings.page(new Caller("default", user), all)).meetings();
    }

    private List<Message> messages(String aggregateId) throws SQLException, IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT aggregatetype, aggregateid, type, payload FROM meeting_outbox"
                                        + " WHERE aggregateid = ? ORDER BY created_at")) {
            query.setString(1, aggregateId);
            List<Message> messages = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    messages.add(
                            new Message(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    json.readTree(rows.getString(4))));
                }
            }
            return messages;
        }
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
