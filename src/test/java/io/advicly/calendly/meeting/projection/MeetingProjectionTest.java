package io.advicly.calendly.meeting.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.Telling;
import io.advicly.calendly.meeting.World;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.Gen;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.fact.Said;
import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.meeting.search.Queries;
import io.advicly.calendly.meeting.store.InviteeView;
import io.advicly.calendly.meeting.store.LockRows;
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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The projection with its SQL.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class MeetingProjectionTest {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/";
    private static final String ACCOUNT = "https://api.calendly.com/users/";

    private final MeetingProjection projection;
    private final Meetings meetings;
    private final HostRows hosts;
    private final ObjectMapper json;
    private final DataSource database;

    MeetingProjectionTest(
            MeetingProjection projection,
            Meetings meetings,
            HostRows hosts,
            ObjectMapper json,
            DataSource database) {
        this.projection = projection;
        this.meetings = meetings;
        this.hosts = hosts;
        this.json = json;
        this.database = database;
    }

    @Test
    void everyConnectedHostOfTheOrganizationGetsTheMeeting() {
        // Given
        connect("Coll", "ada");
        connect("Coll", "bob");
        connect("Other", "cleo");
        ScheduledEvent event =
                Said.event("Coll", 1, true, account("ada"), account("bob"), account("cleo"), "x");
        // When
        Projected first = apply("Coll", event, Said.invitee("Coll/I", 1).build());
        Projected again = apply("Coll", event, Said.invitee("Coll/I", 1).build());
        // Then
        assertThat(first).isEqualTo(new Projected(2, 2));
        assertThat(again).isEqualTo(new Projected(2, 0));
        assertThat(meetingsOf("ada")).hasSize(1);
        assertThat(meetingsOf("bob")).hasSize(1);
        assertThat(meetingsOf("cleo")).isEmpty();
    }

    @Test
    void anEventOfNobodyIsNotStored() {
        ScheduledEvent event = Said.event("Nobody", 1, true, account("nobody"));
        assertThat(apply("Nobody", event, Said.invitee("Nobody/I", 1).build()))
                .isEqualTo(new Projected(0, 0));
    }

    @Test
    void whatIsStoredIsWhatWasSaid() {
        // Given
        connect("Said", "said");
        ScheduledEvent event =
                Said.located(
                        "Said", 2, true, "{\"type\":\"zoom\",\"join_url\":null}", account("said"));
        Invitee invitee =
                Said.invitee("Said/I", 3).named("Zoë\u0000").rescheduledFrom("Old/O").build();
        // When
        apply("Said", event, invitee);
        // Then
        MeetingView stored = meetingsOf("said").getFirst();
        assertThat(stored.name()).isEqualTo("Meeting Said");
        assertThat(stored.status()).isEqualTo("active");
        assertThat(stored.startTime()).isEqualTo(Said.minute(600));
        assertThat(stored.endTime()).isEqualTo(Said.minute(630));
        assertThat(stored.location()).isEqualTo(event.location());
        assertThat(stored.hosts())
                .isEqualTo(
                        Said.json(
                                """
                                [{"uri":"%s","name":"Host","email":"host@example.test"}]\
                                """
                                        .formatted(account("said"))));
        assertThat(stored.invitees()).hasSize(1);
        assertThatItIs(stored.invitees().getFirst(), invitee);
    }

    private static void assertThatItIs(InviteeView shown, Invitee said) {
        assertThat(shown)
                .extracting(InviteeView::uri, InviteeView::name, InviteeView::email)
                .containsExactly(Said.inviteeUri("Said/I"), "Zoë", "guest@example.test");
        assertThat(shown)
                .extracting(InviteeView::status, InviteeView::statusRaw, InviteeView::cancellation)
                .containsExactly("active", null, null);
        assertThat(shown)
                .extracting(InviteeView::oldInvitee, InviteeView::newInvitee)
                .containsExactly(Said.inviteeUri("Old/O"), null);
        assertThat(shown.rescheduled() || shown.noShow()).isFalse();
        assertThat(shown)
                .extracting(InviteeView::questionsAndAnswers, InviteeView::tracking)
                .containsExactly(said.questionsAndAnswers(), said.tracking());
    }

    @Test
    void aGroupEventStaysActiveWhenOneInviteeCancels() {
        // Given
        connect("Group", "group");
        apply(
                "Group",
                Said.event("G", 1, true, account("group")),
                invitee("G/A", 1),
                invitee("G/B", 1));
        // When
        apply(
                "Group",
                Said.event("G", 2, true, account("group")),
                Said.invitee("G/A", 2).canceled().build());
        // Then
        MeetingView meeting = meetingsOf("group").getFirst();
        assertThat(meeting.status()).isEqualTo("active");
        assertThat(meeting.invitees())
                .extracting(InviteeView::status)
                .containsExactly("canceled", "active");
    }

    @Test
    void anOldSnapshotOfTheEventChangesNoFieldOfTheMeeting() {
        // Given
        connect("Old", "old");
        apply("Old", Said.event("O", 5, false, account("old")), invitee("O/I", 5));
        // When
        apply(
                "Old",
                Said.located("O", 4, true, "{\"type\":\"zoom\"}", account("old")),
                invitee("O/I", 4));
        // Then
        MeetingView meeting = meetingsOf("old").getFirst();
        assertThat(meeting.status()).isEqualTo("canceled");
        assertThat(meeting.location()).isNull();
    }

    @Test
    void theOtherEndOfARescheduleIsToldInEveryMeeting() {
        // Given
        connect("Pair", "pair-a");
        connect("Pair", "pair-b");
        String[] both = {account("pair-a"), account("pair-b")};
        apply("Pair", Said.event("P1", 1, true, both), invitee("P1/O", 1));
        // When
        apply(
                "Pair",
                Said.event("P2", 2, true, account("pair-a")),
                Said.invitee("P2/N", 2).rescheduledFrom("P1/O").build());
        // Then
        for (String user : List.of("pair-a", "pair-b")) {
            assertThat(
                            meetingsOf(user).stream()
                                    .flatMap(meeting -> meeting.invitees().stream())
                                    .filter(one -> one.uri().equals(Said.inviteeUri("P1/O"))))
                    .singleElement()
                    .extracting(InviteeView::newInvitee)
                    .isEqualTo(Said.inviteeUri("P2/N"));
        }
    }

    @Test
    void anyOrderEndsInTheSameRows() {
        LongStream.range(0, 8)
                .forEach(seed -> {
                    String expected = told("A" + seed, seed, history -> history);
                    Gen gen = new Gen(seed);
                    for (String run : List.of("B", "C", "D")) {
                        assertThat(told(run + seed, seed, gen::shuffledWithRepeats))
                                .as("seed %d, run %s", seed, run)
                                .isEqualTo(expected);
                    }
                });
    }

    @Test
    void everythingInOneTransactionEndsInTheSameRowsToo() {
        LongStream.range(300, 312)
                .forEach(seed -> {
                    // Given
                    String expected = told("P" + seed, seed, history -> history);
                    String run = "Q" + seed;
                    connect(run, run);
                    // When
                    List<EventReport> all =
                            new Gen(seed)
                                            .shuffledWithRepeats(
                                                    World.history(seed, run + "-", account(run)))
                                            .stream()
                                            .map(telling -> knowledge(run, telling))
                                            .toList();
                    List<Projected> projected = run(() -> projection.applyAll(all));
                    // Then
                    assertThat(rows(run)).as("seed %d", seed).isEqualTo(expected);
                    assertThat(projected).hasSameSizeAs(all).allMatch(one -> one.hosts() == 1);
                });
    }

    @Test
    void oneTransactionFailsAsAWhole() {
        // Given
        connect("Whole", "whole");
        ScheduledEvent broken = Said.event("Y2", 1, true, account("whole"));
        Invitee impossible = Said.invitee("Y2/I", 1).named("fine").build();
        List<EventReport> all =
                List.of(
                        knowledge(
                                "Whole",
                                new Telling(
                                        Said.event("Y1", 1, true, account("whole")),
                                        List.of(invitee("Y1/I", 1)))),
                        new EventReport(
                                ORGANIZATION + "Whole",
                                new ScheduledEvent(
                                        "\u0000",
                                        broken.name(),
                                        true,
                                        broken.startTime(),
                                        broken.endTime(),
                                        null,
                                        broken.hosts(),
                                        broken.updatedAt()),
                                List.of(impossible)));
        // Then
        assertThatThrownBy(() -> run(() -> projection.applyAll(all)))
                .isInstanceOf(AssertionError.class);
        assertThat(meetingsOf("whole")).isEmpty();
    }

    @Test
    void aSyncMakesUpForWhatWasLost() {
        LongStream.range(200, 206)
                .forEach(seed -> {
                    // Given
                    String whole = "W" + seed;
                    String lossy = "X" + seed;
                    connect(whole, whole);
                    connect(lossy, lossy);
                    World all = World.unhurried(seed, whole + "-", account(whole));
                    World same = World.unhurried(seed, lossy + "-", account(lossy));
                    // When
                    all.told().forEach(telling -> apply(whole, telling));
                    all.everything().forEach(telling -> apply(whole, telling));
                    new Gen(seed).someOf(same.told()).forEach(telling -> apply(lossy, telling));
                    same.everything().forEach(telling -> apply(lossy, telling));
                    // Then
                    assertThat(rows(lossy)).as("seed %d", seed).isEqualTo(rows(whole));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"L2", "L1"})
    void waitsForWhoeverChangesTheEventOrTheOtherEndOfAReschedule(String held) throws Exception {
        // Given
        String user = "locked" + held;
        connect(user, user);
        ScheduledEvent event = Said.event("L2", 1, true, account(user));
        Invitee invitee = Said.invitee("L2/N", 1).rescheduledFrom("L1/O").build();
        CompletableFuture<Projected> projected;
        try (Connection other = database.getConnection();
                PreparedStatement lock =
                        other.prepareStatement(
                                "SELECT FROM meeting_lock_rows WHERE place = "
                                        + LockRows.ofEvent("CAST(? AS text)")
                                        + " FOR UPDATE")) {
            other.setAutoCommit(false);
            lock.setString(1, Said.eventUri(held));
            lock.execute();
            // When
            projected = CompletableFuture.supplyAsync(() -> apply(user, event, invitee));
            await().until(hosts::somebodyWaits);
            // Then
            assertThat(projected).isNotDone();
            other.rollback();
        }
        assertThat(projected.get(1, TimeUnit.MINUTES)).isEqualTo(new Projected(1, 1));
    }

    @Test
    void everythingAtTheSameTimeEndsInTheSameRowsToo() {
        LongStream.range(100, 112)
                .forEach(seed -> {
                    // Given
                    String expected = told("S" + seed, seed, history -> history);
                    String run = "T" + seed;
                    connect(run, run);
                    // When
                    List<CompletableFuture<Projected>> underWay =
                            World.history(seed, run + "-", account(run)).stream()
                                    .map(telling ->
                                            CompletableFuture.supplyAsync(
                                                    () -> apply(run, telling)))
                                    .toList();
                    CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).join();
                    // Then
                    assertThat(rows(run)).as("seed %d", seed).isEqualTo(expected);
                });
    }

    private String told(String run, long seed, UnaryOperator<List<Telling>> order) {
        connect(run, run);
        order.apply(World.history(seed, run + "-", account(run)))
                .forEach(telling -> apply(run, telling));
        return rows(run);
    }

    /// All rows of the run's user, without what differs between runs.
    private String rows(String run) {
        List<ObjectNode> rows =
                meetingsOf(run).stream()
                        .map(meeting -> json.<ObjectNode>valueToTree(meeting))
                        .map(row -> row.without(List.of("id", "updated_at")))
                        .map(ObjectNode.class::cast)
                        .sorted(Comparator.comparing(row -> row.get("calendly_event_uri").asText()))
                        .toList();
        return rows.toString().replace(run, "RUN");
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
        return apply(organization, new Telling(event, List.of(invitees)));
    }

    private static EventReport knowledge(String organization, Telling telling) {
        return new EventReport(ORGANIZATION + organization, telling.event(), telling.invitees());
    }

    private Projected apply(String organization, Telling telling) {
        return run(() ->
                projection.apply(ORGANIZATION + organization, telling.event(), telling.invitees()));
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
