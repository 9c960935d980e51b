package io.advicly.calendly.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IsolatedContextsTest {

    /// One after the other, so that what has not begun before the last one never does.
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final Queue<String> begun = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /// A notice or a timer that comes late: its work would find no beans, and say so at ERROR.
    @Test
    void nothingBeginsOnceTheProcessHasEnded() {
        AtomicBoolean over = new AtomicBoolean();
        IsolatedContexts contexts = new IsolatedContexts(vertx, over::get);
        begin(contexts, "early");
        await().until(() -> begun.contains("early"));

        over.set(true);
        begin(contexts, "late");
        begin(new IsolatedContexts(vertx, () -> false), "another's");

        await().until(() -> begun.contains("another's"));
        assertThat(begun).doesNotContain("late");
    }

    private void begin(IsolatedContexts contexts, String name) {
        contexts.run(() -> Uni.createFrom().item(begun.add(name))).subscribe().with(done -> {});
    }
}
