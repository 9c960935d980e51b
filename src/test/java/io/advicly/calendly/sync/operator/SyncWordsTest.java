package io.advicly.calendly.sync.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is said of a sync.
class SyncWordsTest {

    private static final Instant BEGAN = Instant.parse("2026-02-04T13:00:00Z");

    @Test
    void saysHowFarOneHasCome() {
        assertThat(SyncWords.of(sync("running", 3, 120, 400, false, null, null)))
                .isEqualTo("It is reading: 120 events of about 400 on 3 pages.");
        assertThat(
                        SyncWords.of(
                                new SyncWords.Known(
                                        "running", 1, 1, null, 2, 1, false, null, BEGAN, null)))
                .isEqualTo("It is reading: 1 event on 1 page, 2 records left out as unreadable.");
        assertThat(SyncWords.of(sync("running", 5, 500, 400, true, null, null)))
                .isEqualTo(
                        "It is reading: 500 events of about 500 on 5 pages, and now looks for what is"
                                + " listed no more.");
    }

    @Test
    void saysWhatOneWaitsFor() {
        assertThat(SyncWords.of(sync("waiting", 0, 0, null, false, null, null)))
                .isEqualTo("It waits for its turn.");
        assertThat(SyncWords.of(sync("waiting", 2, 50, null, false, null, null)))
                .isEqualTo("It waits for its next turn: 50 events on 2 pages.");
        assertThat(SyncWords.of(sync("waiting", 2, 50, null, false, "429", null)))
                .isEqualTo("It tries again: 429. So far 50 events on 2 pages.");
    }

    @Test
    void saysHowOneEnded() {
        assertThat(SyncWords.of(sync("done", 2, 50, 50, true, null, BEGAN.plusSeconds(12))))
                .isEqualTo("It has read all within 12 seconds: 50 events on 2 pages.");
        assertThat(SyncWords.of(sync("done", 1, 0, null, true, null, BEGAN)))
                .isEqualTo("It has read all within 1 second: 0 events on 1 page.");
        assertThat(SyncWords.of(sync("done", 2, 9, 50, true, null, BEGAN.plusSeconds(7_300))))
                .contains("within 2 hours");
        assertThat(SyncWords.of(sync("failed", 1, 9, 9, false, "403", BEGAN.plusSeconds(90))))
                .isEqualTo("It has given up after 9 events on 1 page: 403.");
    }

    private static SyncWords.Known sync(
            String state,
            int pages,
            int events,
            @Nullable Integer estimate,
            boolean listed,
            @Nullable String error,
            @Nullable Instant finishedAt) {
        return new SyncWords.Known(
                state, pages, events, estimate, 0, 1, listed, error, BEGAN, finishedAt);
    }
}
