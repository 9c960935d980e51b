package io.advicly.calendly.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

    @Test
    void idsSortAsPositionsDo() {
        assertThat(List.of(9L, 10L, 99L, 100L, Long.MAX_VALUE).stream().map(Event::id)).isSorted();
        assertThat(Event.id(42)).isEqualTo("evt_0000000000000000042");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, Long.MAX_VALUE})
    void anIdTellsItsPosition(long position) {
        assertThat(Event.position(Event.id(position))).hasValue(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "evt_",
                "evt_42",
                "evt_00000000000000000042",
                "evt_-000000000000000042",
                "evt_9999999999999999999",
                "evt_\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661"
            })
    void whatIsNoIdHasNone(String text) {
        assertThat(Event.position(text)).isEmpty();
    }

    @Test
    void everyTypeIsFoundByItsCode() {
        for (EventType type : EventType.values()) {
            assertThat(EventType.find(type.code())).contains(type);
        }
        assertThat(EventType.find("meeting.moved")).isEmpty();
    }
}
