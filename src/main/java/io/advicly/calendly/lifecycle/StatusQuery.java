package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.security.Caller;
import io.advicly.calendly.subscription.Subscription;
import io.advicly.calendly.subscription.Subscriptions;
import io.advicly.calendly.sync.SyncJobs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// What a user is shown about the connection.
@ApplicationScoped
class StatusQuery {

    private final Connections connections;
    private final Subscriptions subscriptions;
    private final SyncJobs syncs;

    StatusQuery(Connections connections, Subscriptions subscriptions, SyncJobs syncs) {
        this.connections = connections;
        this.subscriptions = subscriptions;
        this.syncs = syncs;
    }

    Uni<ConnectionView> of(Caller caller) {
        return connections
                .of(caller)
                .chain(found ->
                        found.map(this::view)
                                .orElseGet(
                                        () -> Uni.createFrom().item(ConnectionView.NOT_CONNECTED)));
    }

    Uni<ConnectionView> view(Connection connection) {
        return subscription(connection)
                .chain(subscription ->
                        syncs.progress(connection)
                                .map(sync ->
                                        ConnectionStates.view(connection, subscription, sync)));
    }

    private Uni<Optional<Subscription>> subscription(Connection connection) {
        return connection.account() == null
                ? Uni.createFrom().item(Optional.empty())
                : subscriptions.serving(connection);
    }
}
