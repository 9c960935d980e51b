package io.advicly.calendly.sync.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-02-01T00:30:00Z, PT1H, 2026-02-01T01:00:00Z",
        "2026-02-01T01:00:00Z, PT1H, 2026-02-02T01:00:00Z",
        "2026-02-01T04:10:00Z, PT1H, 2026-02-02T01:00:00Z",
        "2026-02-01T02:00:00Z, PT22H, 2026-02-01T22:00:00Z",
        "2026-02-01T00:00:00Z, PT0S, 2026-02-02T00:00:00Z",
        "2026-02-01T12:00:00Z, PT24H, 2026-02-02T00:00:00Z"
    })
    void isTheNextOneToBegin(Instant now, Duration start, Instant expected) {
        assertThat(Nights.next(now, start)).isEqualTo(expected);
    }
}
