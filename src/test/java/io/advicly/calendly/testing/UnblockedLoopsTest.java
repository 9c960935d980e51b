package io.advicly.calendly.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether a blocked event loop is noticed, and who is blamed for it.
@QuarkusTest
@TestProfile(QuietProfile.class)
class UnblockedLoopsTest {

    private static final String LINE =
            "2026-11-29 11:00:00 WARN (vertx-blocked-thread-checker) Thread"
                    + " Thread[#52,vert.x-eventloop-thread-1,5,main] has been blocked for %d ms,"
                    + " time limit is 2000 ms: io.vertx.core.VertxException: Thread blocked\n";

    private static final String OURS =
            "\tat io.advicly.calendly.meeting.view.Meetings.page(Meetings.java:1)\n";

    @Inject Vertx vertx;

    @Test
    void whoeverWaitsOnAnEventLoopIsFound() {
        BlockedLoops loops = new BlockedLoops();
        PlantedBlock planted = new PlantedBlock();
        loops.listen();
        try {
            vertx.getOrCreateContext().runOnContext(ignored -> planted.block());

            List<BlockedLoop> found = new ArrayList<>();
            await().until(() -> found.addAll(loops.taken()));
            assertThat(found).allMatch(BlockedLoop::isOnPurpose);
        } finally {
            planted.letGo();
            loops.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2001, java.base@25/jdk.internal.misc.Unsafe.park, true",
        "2001, java.base/java.lang.Thread.sleep0, true",
        "2001, java.base/sun.nio.ch.Net.poll, true",
        "2001, java.util.HashMap.put, false",
        "9999, java.util.HashMap.put, false",
        "10000, java.util.HashMap.put, true",
        "90000, java.base/jdk.internal.loader.BuiltinClassLoader.loadClass, false",
        "90000, org.jboss.logmanager.handlers.WriterHandler.doPublish, false",
        "90000, io.advicly.calendly.meeting.view.Meetings.<clinit>, false",
    })
    void whereItStoodDecides(long millis, String top, boolean ours) {
        String text =
                LINE.formatted(millis)
                        + "\tat %s(Native Method)\n".formatted(top)
                        + OURS
                        + "next\n";

        assertThat(UnblockedLoops.in(text)).hasSize(ours ? 1 : 0);
        String json =
                text.replaceAll(
                        "\\n\\tat (?:.*/)?(.*)\\.(.*)\\(.*\\)",
                        ",{\"class\":\"$1\",\"method\":\"$2\",\"line\":1}");
        assertThat(json.lines()).hasSize(2);
        assertThat(UnblockedLoops.in(json)).hasSize(ours ? 1 : 0);
    }

    @Test
    void whatIsNotOursIsNot() {
        String waiting = "\tat java.base/jdk.internal.misc.Unsafe.park(Native Method)\n";

        assertThat(UnblockedLoops.in(LINE.formatted(90_000) + waiting)).isEmpty();
        assertThat(
                        UnblockedLoops.in(
                                LINE.formatted(90_000).replace("vert.x-eventloop", "executor")
                                        + waiting
                                        + OURS))
                .isEmpty();
        assertThat(UnblockedLoops.in("nothing\n" + waiting + OURS)).isEmpty();
    }
}
