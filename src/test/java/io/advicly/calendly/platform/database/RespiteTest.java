package io.advicly.calendly.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RespiteTest {

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(100);

    private final IOException failure = new IOException("refused");
    private final Respite respite = new Respite();

    @Test
    void whatFailsOnceOrTwiceConcernsNobodyElse() {
        respite.failed(failure, 0);
        respite.failed(failure, 0);

        assertThat(respite.at(0)).isNull();
    }

    @Test
    void afterThreeInARowOneTriesInAMoment() {
        fail(0);

        assertThat(respite.at(0)).isSameAs(failure);
        assertThat(respite.at(MOMENT - 1)).isSameAs(failure);
        assertThat(respite.at(MOMENT)).isNull();
        assertThat(respite.at(MOMENT)).isSameAs(failure);
        assertThat(respite.at(2 * MOMENT)).isNull();
    }

    @Test
    void oneThatFailsAfterItBeginsAnother() {
        fail(0);
        respite.failed(failure, MOMENT);

        assertThat(respite.at(MOMENT)).isSameAs(failure);
    }

    @Test
    void oneThatSucceedsEndsIt() {
        fail(0);
        respite.over();

        assertThat(respite.at(0)).isNull();
        respite.failed(failure, 0);
        assertThat(respite.at(0)).isNull();
    }

    private void fail(long now) {
        for (int time = 0; time < 3; time++) {
            respite.failed(failure, now);
        }
    }
}
