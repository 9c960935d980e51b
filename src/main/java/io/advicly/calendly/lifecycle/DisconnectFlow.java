package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.security.Caller;
import io.advicly.calendly.sync.SyncHistory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Flow 3: disconnect. Letting go comes first and is durable; nothing at Calendly keeps a user
/// connected.
@ApplicationScoped
class DisconnectFlow {

    private static final Logger LOG = Logger.getLogger(DisconnectFlow.class);

    private final Connections connections;
    private final CleanUp cleanUp;
    private final SyncHistory history;

    DisconnectFlow(Connections connections, CleanUp cleanUp, SyncHistory history) {
        this.connections = connections;
        this.cleanUp = cleanUp;
        this.history = history;
    }

    /// @param purge whether the user's meetings go too
    Uni<Void> disconnect(Caller caller, boolean purge) {
        return connections
                .startClosing(caller)
                .invoke(closing ->
                        LOG.infof(
                                "connection.disconnected closing=%d purge=%s",
                                closing.size(), purge))
                .chain(cleanUp::of)
                .chain(() -> purge ? history.purge(caller) : Uni.createFrom().voidItem());
    }
}
