package io.advicly.calendly.meeting.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.Said;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.meeting.view.MeetingView;
import io.advicly.calendly.meeting.view.Meetings;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What streams have to say, read for many of them at once.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class FeedReadsTest {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/Feed";
    private static final String ACCOUNT = "https://api.calendly.com/users/";

    private final MeetingProjection projection;
    private final Meetings meetings;
    private final FeedReads reads;
    private final StreamStarts starts;
    private final HostRows hosts;
    private final ObjectMapper json;

    FeedReadsTest(
            MeetingProjection projection,
            Meetings meetings,
            FeedReads reads,
            StreamStarts starts,
            HostRows hosts,
            ObjectMapper json) {
        this.projection = projection;
        this.meetings = meetings;
        this.reads = reads;
        this.starts = starts;
        this.hosts = hosts;
        this.json = json;
    }

    @Test
    void eachStreamGetsItsOwnUsersChangesInOrder() {
        // Given
        Caller one = connect("feed-one");
        Caller other = connect("feed-other");
        book("feed-one", "FA", "FA/I");
        book("feed-other", "FB", "FB/I");
        book("feed-one", "FC", "FC/I", "FC/J");
        // When
        List<List<FeedReads.Change>> found =
                read(place(other, 0), place(one, 0), place(nobody(), 0));
        // Then
        assertThat(found).hasSize(3);
        assertThat(events(found.get(0))).containsExactly(Said.eventUri("FB"));
        assertThat(events(found.get(1))).containsExactly(Said.eventUri("FA"), Said.eventUri("FC"));
        assertThat(found.get(2)).isEmpty();
        // When
        long seen = found.get(1).getFirst().id();
        found = read(place(one, seen), place(one, 0));
        // Then
        assertThat(events(found.get(0))).containsExactly(Said.eventUri("FC"));
        assertThat(events(found.get(1))).hasSize(2);
    }

    @Test
    void nobodyGetsAnotherTenantsMeetings() {
        connect("feed-tenant");
        book("feed-tenant", "FT", "FT/I");
        assertThat(read(place(new Caller("another", "feed-tenant"), 0)).getFirst()).isEmpty();
    }

    @Test
    void aMeetingIsShownAsTheListShowsIt() throws JsonProcessingException {
        // Given
        Caller caller = connect("feed-same");
        apply(
                "feed-same",
                "FS",
                Said.invitee("FS/I", 3).canceled().build(),
                Said.invitee("FS/J", 2).rescheduledFrom("FA/I").didNotShow().build());
        // When
        MeetingView streamed = read(place(caller, 0)).getFirst().getFirst().meeting();
        // Then
        MeetingView listed = await(() -> meetings.byId(caller, streamed.id())).orElseThrow();
        assertThat(json(streamed)).isEqualTo(json(listed));
        assertThat(streamed.invitees()).hasSize(2);
    }

    @Test
    void manyChangesComeInPages() {
        // Given
        Caller caller = connect("feed-many");
        List<EventReport> all =
                IntStream.rangeClosed(0, FeedReads.PAGE)
                        .mapToObj(n ->
                                knowledge(
                                        "feed-many",
                                        "FM" + n,
                                        Said.invitee("FM" + n + "/I", 1).build()))
                        .toList();
        var _ = await(() -> projection.applyAll(all));
        // When
        List<FeedReads.Change> first = read(place(caller, 0)).getFirst();
        List<FeedReads.Change> second = read(place(caller, first.getLast().id())).getFirst();
        // Then
        assertThat(first).hasSize(FeedReads.PAGE);
        assertThat(first).extracting(FeedReads.Change::id).isSorted().doesNotHaveDuplicates();
        assertThat(second).hasSize(1);
        assertThat(events(first)).doesNotContainAnyElementsOf(events(second));
    }

    /// With one statement, each beginning with the latest of their own.
    @Test
    void thoseThatOpenTogetherBeginEachWithTheirOwn() {
        // Given
        Caller one = connect("feed-begins");
        Caller other = connect("feed-begins-too");
        book("feed-begins", "FN", "FN/I");
        book("feed-begins-too", "FO", "FO/I");
        long latest = read(place(one, 0)).getFirst().getLast().id();
        long others = read(place(other, 0)).getFirst().getLast().id();
        // When
        List<StreamStarts.Start> found =
                begin(
                        opened(other, OptionalLong.empty()),
                        opened(one, OptionalLong.empty()),
                        opened(one, OptionalLong.of(latest - 1)),
                        opened(nobody(), OptionalLong.empty()),
                        opened(one, OptionalLong.of(Long.MAX_VALUE)));
        // Then
        assertThat(found)
                .containsExactly(
                        new StreamStarts.Start(others, false),
                        new StreamStarts.Start(latest, false),
                        new StreamStarts.Start(latest - 1, true),
                        new StreamStarts.Start(0, false),
                        new StreamStarts.Start(latest, false));
    }

    private List<StreamStarts.Start> begin(StreamStarts.Opened... opened) {
        return await(() -> starts.apply(List.of(opened)));
    }

    private static StreamStarts.Opened opened(Caller caller, OptionalLong lastId) {
        return new StreamStarts.Opened(caller, lastId);
    }

    private static Caller nobody() {
        return new Caller("default", "feed-nobody");
    }

    private Caller connect(String user) {
        var _ = hosts.connect("default", user, ACCOUNT + user, ORGANIZATION);
        return new Caller("default", user);
    }

    private void book(String user, String event, String... invitees) {
        apply(
                user,
                event,
                List.of(invitees).stream()
                        .map(invitee -> Said.invitee(invitee, 1).build())
                        .toArray(Invitee[]::new));
    }

    private void apply(String user, String event, Invitee... invitees) {
        var _ = await(() -> projection.applyAll(List.of(knowledge(user, event, invitees))));
    }

    private static EventReport knowledge(String user, String event, Invitee... invitees) {
        return new EventReport(
                ORGANIZATION, Said.event(event, 1, true, ACCOUNT + user), List.of(invitees));
    }

    private List<List<FeedReads.Change>> read(FeedReads.Place... places) {
        return await(() -> reads.apply(List.of(places)));
    }

    private static FeedReads.Place place(Caller caller, long id) {
        return new FeedReads.Place(caller, id);
    }

    private static List<String> events(List<FeedReads.Change> changes) {
        return changes.stream().map(change -> change.meeting().calendlyEventUri()).toList();
    }

    private JsonNode json(MeetingView view) throws JsonProcessingException {
        return json.readTree(json.writeValueAsString(view));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
