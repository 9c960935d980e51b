package io.advicly.calendly.lifecycle.status;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.organization.OrganizationStatus;
import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.subscription.SweepSettings;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.Subscriptions;
import io.advicly.calendly.subscription.signing.SigningReport;
import io.advicly.calendly.sync.job.SyncJobs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a user is shown about the connection.
@ApplicationScoped
public class StatusQuery {

    /// Looks that came to nothing in a row, and time, that make a status doubtful.
    private static final int MISSED_LOOKS = 3;

    private static final Duration LONG = Duration.ofHours(3);

    private final Connections connections;
    private final Subscriptions subscriptions;
    private final Organizations organizations;
    private final SyncJobs syncs;
    private final SigningReport signing;
    private final SweepSettings settings;
    private final Clock clock;

    StatusQuery(
            Connections connections,
            Subscriptions subscriptions,
            Organizations organizations,
            SyncJobs syncs,
            SigningReport signing,
            SweepSettings settings,
            Clock clock) {
        this.signing = signing;
        this.connections = connections;
        this.subscriptions = subscriptions;
        this.organizations = organizations;
        this.syncs = syncs;
        this.settings = settings;
        this.clock = clock;
    }

    public Uni<ConnectionView> of(Caller caller) {
        return connections
                .of(caller)
                .chain(found ->
                        found.map(this::view)
                                .orElseGet(() -> Unis.item(ConnectionView.NOT_CONNECTED)));
    }

    /// Of this connection, whether or not it answers for its user.
    public Uni<ConnectionView> view(Connection connection) {
        return subscription(connection)
                .chain(subscription ->
                        isLookedAfter(subscription)
                                .chain(lookedAfter ->
                                        organization(connection)
                                                .chain(organization ->
                                                        syncs.progress(connection)
                                                                .map(sync ->
                                                                        StatusPresenter.view(
                                                                                connection,
                                                                                subscription,
                                                                                lookedAfter,
                                                                                told(),
                                                                                organization,
                                                                                sync))))
                                .map(view ->
                                        StatusPresenter.undelivered(
                                                view,
                                                subscription.flatMap(
                                                        it -> signing.refusal(it.id())))));
    }

    private Instant told() {
        Duration looks = settings.checkEvery().multipliedBy(MISSED_LOOKS);
        return clock.instant().minus(looks.compareTo(LONG) > 0 ? looks : LONG);
    }

    /// Whether somebody can tell that it delivers: its carrier's grant may have ended while nobody
    /// else could take over.
    private Uni<Boolean> isLookedAfter(Optional<Subscription> subscription) {
        UUID carrier = subscription.map(Subscription::carrier).orElse(null);
        return carrier == null
                ? Unis.item(false)
                : connections
                        .byId(carrier)
                        .map(found ->
                                found.filter(Connection::hasGrant)
                                        .filter(it ->
                                                it.status() != ConnectionStatus.NEEDS_RECONNECT)
                                        .isPresent());
    }

    private Uni<OrganizationStatus> organization(Connection connection) {
        return connection.account() == null
                ? Unis.item(OrganizationStatus.UNKNOWN)
                : organizations.status(connection);
    }

    private Uni<Optional<Subscription>> subscription(Connection connection) {
        return connection.account() == null
                ? Unis.item(Optional.empty())
                : subscriptions.serving(connection);
    }
}
