package io.advicly.calendly.lifecycle.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.feed.EventType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DegradationTest {

    @ParameterizedTest
    @CsvSource({
        "active, degraded, CONNECTION_DEGRADED",
        "degraded, active, CONNECTION_RECOVERED",
        "active, active,",
        "degraded, degraded,",
        "degraded, needs_reconnect,",
        "needs_reconnect, active,",
        ", active,",
        ", degraded,",
        "disconnected, degraded,"
    })
    void onlyWhatNobodyElseTells(
            @Nullable String told, String shown, @Nullable EventType expected) {
        assertThat(Degradation.toTell(told, shown).orElse(null)).isEqualTo(expected);
    }
}
