package io.advicly.calendly.webhook.work;

import io.advicly.calendly.webhook.FailureText;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Says that there is something to work off: to the worker of this process at once, to those of
/// other replicas by a notice.
///
/// The notice is no part of the commit: PostgreSQL lets commits that notify happen one after the
/// other, those of all replicas. Should the process die in between, the others' [DeliveryClock]
/// finds the delivery. Many commits share a notice, which waits for no disk.
@ApplicationScoped
public class DeliveryNotifier {

    static final String CHANNEL = "calendly_delivery";

    private static final Logger LOG = Logger.getLogger(DeliveryNotifier.class);
    private static final String NOTIFY =
            "SELECT set_config('synchronous_commit', 'off', true), pg_notify('"
                    + CHANNEL
                    + "', $1)";
    private static final long GATHER_MILLIS = 20;

    private final Pool pool;
    private final Vertx vertx;
    private final DeliveryWorker worker;
    private final String replica = UUID.randomUUID().toString();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private volatile boolean stopping;

    DeliveryNotifier(Pool pool, Vertx vertx, DeliveryWorker worker) {
        this.pool = pool;
        this.vertx = vertx;
        this.worker = worker;
    }

    public void give() {
        worker.wake();
        if (!stopping && gathering.compareAndSet(false, true)) {
            vertx.setTimer(GATHER_MILLIS, timer -> tellOthers());
        }
    }

    boolean isOurs(String payload) {
        return payload.equals(replica);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopping = true;
    }

    private void tellOthers() {
        gathering.set(false);
        if (stopping) {
            return; // the others' clock finds it
        }
        pool.preparedQuery(NOTIFY)
                .execute(Tuple.of(replica))
                .subscribe()
                .with(
                        told -> {},
                        failure ->
                                LOG.debugf("notice.not_sent reason=%s", FailureText.of(failure)));
    }
}
