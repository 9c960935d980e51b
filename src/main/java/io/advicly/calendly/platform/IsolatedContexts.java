package io.advicly.calendly.platform;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.Supplier;

/// Runs work on an event loop in a Vert.x context that nobody else uses. Hibernate Reactive keeps
/// its session in the context, so two units of work must never share one.
@ApplicationScoped
public class IsolatedContexts {

    private final Vertx vertx;

    IsolatedContexts(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Subscribes to what `work` returns in a new context, once per subscription.
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .emitter(emitter ->
                        isolated()
                                .runOnContext(ignored ->
                                        Uni.createFrom()
                                                .deferred(work::get)
                                                .subscribe()
                                                .with(emitter::complete, emitter::fail)));
    }

    private Context isolated() {
        Context root = ((VertxInternal) vertx).createEventLoopContext();
        Context isolated = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(root));
        VertxContextSafetyToggle.setContextSafe(isolated, true);
        return isolated;
    }
}
