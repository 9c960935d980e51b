package io.advicly.calendly.lifecycle.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Pages of what happened lose nothing between them, and say once what happened again and again.
class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

    @Test
    void aPageEndsBeforeWhatHappenedAtTheSameTimeAsTheNext() {
        List<History.Happened> found = List.of(at(9, "a"), at(8, "b"), at(7, "c"), at(7, "d"));

        History page = History.page(found, 3);

        assertThat(page.entries()).extracting(History.Happened::what).containsExactly("a", "b");
        assertThat(page.before()).isEqualTo(NOW.plusSeconds(8));
    }

    @Test
    void theLastPageHasNoNext() {
        assertThat(History.page(List.of(at(9, "a"), at(8, "b")), 2).before()).isNull();
        assertThat(History.page(List.of(), 2).entries()).isEmpty();
    }

    @Test
    void whatAllHappenedAtOnceIsShownAllTheSame() {
        List<History.Happened> found =
                IntStream.range(0, 4).mapToObj(it -> at(9, "same" + it)).toList();

        assertThat(History.page(found, 3).entries()).hasSize(3);
    }

    @Test
    void whatIsNotedAgainAndAgainIsToldOnce() {
        List<History.Happened> found =
                List.of(at(9, "retrying"), at(8, "retrying"), at(7, "retrying"), at(6, "created"));

        List<History.Happened> told = History.page(found, 10).entries();

        assertThat(told).extracting(History.Happened::what).containsExactly("retrying", "created");
        assertThat(told.getFirst().times()).isEqualTo(3);
        assertThat(told.getLast().times()).isNull();
    }

    private static History.Happened at(int second, String what) {
        return History.Happened.told(NOW.plusSeconds(second), "audit", what, what + ".");
    }
}
