package io.advicly.calendly.lifecycle.status;

import static java.util.stream.Collectors.toSet;

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
import io.advicly.calendly.sync.job.SyncProgress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    public Uni<ConnectionView> statusOf(Caller caller) {
        return connections
                .current(caller)
                .chain(found ->
                        found.map(this::view)
                                .orElseGet(() -> Unis.item(ConnectionView.NOT_CONNECTED)));
    }

    /// Of this connection, whether or not it answers for its user.
    public Uni<ConnectionView> view(Connection connection) {
        return views(List.of(connection)).map(List::getFirst);
    }

    /// The same for many, in their order: with as many statements as for one.
    public Uni<List<ConnectionView>> views(List<Connection> all) {
        return subscriptions
                .serving(all)
                .chain(serving ->
                        lookedAfter(serving.values())
                                .chain(lookedAfter -> known(all, serving, lookedAfter)))
                .map(known -> all.stream().map(connection -> view(connection, known)).toList());
    }

    private Uni<Known> known(
            List<Connection> all, Map<UUID, Subscription> serving, Set<UUID> lookedAfter) {
        return organizations
                .status(all)
                .chain(organization ->
                        syncs.progress(all)
                                .map(sync -> new Known(serving, lookedAfter, organization, sync)));
    }

    /// @param serving by connection, as organizations and syncs are
    /// @param lookedAfter carriers
    private record Known(
            Map<UUID, Subscription> serving,
            Set<UUID> lookedAfter,
            Map<UUID, OrganizationStatus> organizations,
            Map<UUID, SyncProgress> syncs) {}

    private ConnectionView view(Connection connection, Known known) {
        Optional<Subscription> serving = Optional.ofNullable(known.serving().get(connection.id()));
        ConnectionView view =
                StatusPresenter.view(
                        connection,
                        serving,
                        serving.map(Subscription::carrier)
                                .filter(known.lookedAfter()::contains)
                                .isPresent(),
                        told(),
                        known.organizations()
                                .getOrDefault(connection.id(), OrganizationStatus.UNKNOWN),
                        Objects.requireNonNull(known.syncs().get(connection.id())));
        return StatusPresenter.undelivered(view, serving.flatMap(it -> signing.refusal(it.id())));
    }

    private Instant told() {
        Duration looks = settings.checkEvery().multipliedBy(MISSED_LOOKS);
        return clock.instant().minus(looks.compareTo(LONG) > 0 ? looks : LONG);
    }

    /// The carriers of these that can tell whether they deliver: a carrier's grant may have ended
    /// while nobody else could take over.
    private Uni<Set<UUID>> lookedAfter(Collection<Subscription> serving) {
        return connections
                .byIds(
                        serving.stream()
                                .map(Subscription::carrier)
                                .filter(Objects::nonNull)
                                .collect(toSet()))
                .map(StatusQuery::idsToLookAfter);
    }

    private static Set<UUID> idsToLookAfter(List<Connection> found) {
        return found.stream()
                .filter(Connection::hasGrant)
                .filter(it -> it.status() != ConnectionStatus.NEEDS_RECONNECT)
                .map(Connection::id)
                .collect(toSet());
    }
}
