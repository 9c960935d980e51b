package io.advicly.calendly.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Strangers;
import io.advicly.calendly.testing.Strangers.Call;
import io.advicly.calendly.testing.Surroundings;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Strangers who send large bodies that nobody has signed, to tokens that exist and to others.
final class Flood {

    private static final int EACH = 20;
    private static final byte[] BODY = new byte[1024 * 1024];

    private Flood() {}

    static void during(Runnable meanwhile) {
        String known =
                Dump.column(
                                "SELECT url_token FROM calendly_webhook_subscriptions"
                                        + " WHERE is_active LIMIT 1")
                        .getFirst();
        String path = "/api/calendly/webhooks/" + known;
        AtomicBoolean over = new AtomicBoolean();
        try (Strangers strangers = new Strangers(Surroundings.service("/"))) {
            List<Thread> all =
                    Stream.<Supplier<Call>>of(
                                    () -> Call.post(path, "", BODY),
                                    () -> Call.forged(path, BODY),
                                    () -> Call.invented(BODY))
                            .map(calls ->
                                    Thread.ofPlatform()
                                            .start(() -> strangers.knock(EACH, calls, over)))
                            .toList();
            meanwhile.run();
            over.set(true);
            all.forEach(Flood::join);
            assertThat(strangers.told()).isNotEmpty().doesNotContain("200:").doesNotContain("500:");
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
