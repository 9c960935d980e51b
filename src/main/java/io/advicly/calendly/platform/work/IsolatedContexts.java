package io.advicly.calendly.platform.work;

import io.advicly.calendly.platform.log.AfterTheEnd;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Runs work on an event loop in a Vert.x context that nobody else uses. Hibernate Reactive keeps
/// its session in the context, so two units of work must never share one.
@ApplicationScoped
public class IsolatedContexts {

    private static final Logger LOG = Logger.getLogger(IsolatedContexts.class);

    /// Nothing is lost with what is cut, but its transaction ends with an error.
    public static final int PATIENCE_SECONDS = 3;

    private final Vertx vertx;
    private final BooleanSupplier isOver;

    /// One for each that is under way.
    private final Semaphore underWay = new Semaphore(Integer.MAX_VALUE);

    @Inject
    IsolatedContexts(Vertx vertx) {
        this(vertx, AfterTheEnd::isNow);
    }

    /// @param isOver whether the process has ended but for its threads
    IsolatedContexts(Vertx vertx, BooleanSupplier isOver) {
        this.vertx = vertx;
        this.isOver = isOver;
    }

    /// Subscribes to what `work` returns in a new context, once per subscription. Nothing begins,
    /// and nobody hears of it, once the process has ended but for its threads: a notice or a timer
    /// may come even then.
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> runUnlessOver(work, emitter));
    }

    private <T> void runUnlessOver(Supplier<Uni<T>> work, UniEmitter<? super T> emitter) {
        if (isOver.getAsBoolean()) {
            return;
        }
        boolean counted = underWay.tryAcquire();
        isolated().runOnContext(_ -> runInto(work, counted, emitter));
    }

    private <T> void runInto(
            Supplier<Uni<T>> work, boolean counted, UniEmitter<? super T> emitter) {
        Uni.createFrom()
                .deferred(work::get)
                .onTermination()
                .invoke(() -> underWay.release(counted ? 1 : 0))
                .subscribe()
                .with(emitter::complete, emitter::fail);
    }

    /// A stopping process lets what is under way end, for a moment, before the database's
    /// connections are closed under it.
    void stop(@Observes ShutdownEvent event) {
        try {
            if (!underWay.tryAcquire(Integer.MAX_VALUE, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.infof(
                        "shutdown.work_left unfinished=%d",
                        Integer.MAX_VALUE - underWay.availablePermits());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Context isolated() {
        Context root = ((VertxInternal) vertx).createEventLoopContext();
        Context isolated = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(root));
        VertxContextSafetyToggle.setContextSafe(isolated, true);
        return isolated;
    }
}
