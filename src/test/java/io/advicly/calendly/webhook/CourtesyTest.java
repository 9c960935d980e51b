package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Vetoed;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CourtesyTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final WebhookSettings SETTINGS = Settings.of(Map.of());

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void takesAWholeBatchWhileLittleArrives() {
        assertThat(mostOf(load(List.of(), false))).isEqualTo(SETTINGS.worker().batch());
    }

    @Test
    void takesAWholeBatchOnceTheLoadHasGone() {
        assertThat(mostOf(load(List.of(true, true), false))).isEqualTo(SETTINGS.worker().batch());
    }

    @Test
    void takesLittleWhileTheLoadLastsButDoesNotWaitForEver() {
        int most = mostOf(load(List.of(), true));

        assertThat(most).isEqualTo(SETTINGS.worker().underLoad().batch());
        assertThat(most).isLessThan(SETTINGS.worker().batch());
    }

    private static int mostOf(IntakeLoad load) {
        return new Courtesy(load, VERTX, SETTINGS).go().await().indefinitely();
    }

    private static IntakeLoad load(List<Boolean> first, boolean then) {
        return new ToldLoad(new ArrayDeque<>(first), then);
    }

    @Vetoed
    private static final class ToldLoad extends IntakeLoad {

        private final Queue<Boolean> first;
        private final boolean then;

        ToldLoad(Queue<Boolean> first, boolean then) {
            super(SETTINGS);
            this.first = first;
            this.then = then;
        }

        @Override
        boolean isHigh() {
            Boolean told = first.poll();
            return told == null ? then : told;
        }
    }
}
