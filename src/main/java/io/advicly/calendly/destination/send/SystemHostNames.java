package io.advicly.calendly.destination.send;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;

/// The system's own look-up (ADR 19), on threads that nobody else needs: names of destinations are
/// others' names, and their servers may be as slow as they like.
@ApplicationScoped
class SystemHostNames implements HostNames {

    private static final int THREADS = 32;

    private final WorkerExecutor threads;

    @Inject
    SystemHostNames(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("destination-names", THREADS);
    }

    @Override
    public Uni<List<InetAddress>> addresses(String name) {
        return Uni.createFrom()
                .completionStage(() ->
                        threads.executeBlocking(
                                        () -> List.of(InetAddress.getAllByName(name)), false)
                                .toCompletionStage());
    }
}
