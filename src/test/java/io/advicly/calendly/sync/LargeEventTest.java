package io.advicly.calendly.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.sync.read.SyncStory;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An event that is by itself more than is read of an answer costs itself, and none behind it.
@QuarkusTest
@TestProfile(QuietProfile.class)
class LargeEventTest {

    private final SyncStory story;
    private final Sql sql;

    LargeEventTest(SyncStory story, Sql sql) {
        this.story = story;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        story.begin();
        for (int hour = 0; hour < 6; hour++) {
            var _ = story.event("E" + hour, hour * 24 + 1, SyncStory.ME);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    void whatComesAfterItIsRead(int large) {
        story.calendly().tooLarge.add(SyncStory.uri("E" + large));

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).hasSize(5).doesNotContain(SyncStory.uri("E" + large));
        assertThat(story.unread()).isEqualTo(1);
        assertThat(story.calendly().lists).hasSizeLessThan(60);
    }

    /// By the user alone, whose first events are asked for once more then.
    @Test
    void soItIsWhereAMemberMayNotAskForTheOrganizations() {
        story.calendly().refusesOrganization = true;
        story.calendly().tooLarge.add(SyncStory.uri("E0"));

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).hasSize(5);
    }

    @Test
    void soIsWhatLiesBetweenTwo() {
        story.calendly().tooLarge.add(SyncStory.uri("E1"));
        story.calendly().tooLarge.add(SyncStory.uri("E4"));

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).hasSize(4);
        assertThat(story.unread()).isEqualTo(2);
    }

    /// It may be there as well as not.
    @Test
    void oneThatIsKnownStaysAsItIs() {
        story.sync();
        story.calendly().tooLarge.add(SyncStory.uri("E2"));
        story.calendly().failures.put(SyncStory.uri("E2"), StubCalendly.unreadable());

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT status FROM meetings")).containsOnly("active").hasSize(6);
    }

    private List<String> shown() {
        return sql.column("SELECT calendly_event_uri FROM meetings");
    }
}
