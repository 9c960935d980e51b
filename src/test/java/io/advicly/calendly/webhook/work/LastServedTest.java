package io.advicly.calendly.webhook.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LastServedTest {

    private final LastServed served = new LastServed(3);

    @Test
    void whoWasServedLongestAgoComesFirst() {
        Stream.of("a", "b", "c", "a").forEach(served::served);

        assertThat(served.inOrder()).containsExactly("b", "c", "a");
    }

    @Test
    void ofMoreTheLastAreRemembered() {
        Stream.of("a", "b", "c", "d").forEach(served::served);

        assertThat(served.inOrder()).containsExactly("b", "c", "d");
    }
}
