package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.Leases;
import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// The one way to a valid access token of a connection.
///
/// Callers inside the process share one refresh; a lease serialises replicas; the token's version
/// tells whoever waited that somebody else has refreshed meanwhile. The refresh itself is tried
/// once: its token is single use.
@ApplicationScoped
public class AccessTokens {

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /// Longer than a whole call to Calendly (10 s) and the two transactions round it.
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Grants grants;
    private final Calendly calendly;
    private final Leases leases;
    private final Milestones milestones;
    private final Clock clock;
    private final Map<UUID, Uni<Refreshed>> underWay = new ConcurrentHashMap<>();

    AccessTokens(
            Grants grants, Calendly calendly, Leases leases, Milestones milestones, Clock clock) {
        this.grants = grants;
        this.calendly = calendly;
        this.leases = leases;
        this.milestones = milestones;
        this.clock = clock;
    }

    /// The stored token while it is fresh enough, else a refreshed one.
    public Uni<Refreshed> valid(UUID connectionId) {
        return grants.of(connectionId)
                .chain(stored ->
                        stored.filter(this::isFresh)
                                .map(grant -> done(grant.accessToken()))
                                .orElseGet(() -> shared(connectionId, this::isFresh)));
    }

    /// A token of a grant that Calendly has confirmed after this call began.
    public Uni<Refreshed> refreshed(Connection connection) {
        return shared(connection.id(), grant -> grant.version() > connection.tokenVersion());
    }

    /// Runs `work` while no refresh of this connection is under way anywhere: one that ended after
    /// the grant has moved to another row would have nowhere to store its new token.
    <T> Uni<T> whileNobodyRefreshes(UUID connectionId, Supplier<Uni<T>> work) {
        return leases.holding(lease(connectionId), LEASE, PATIENCE, work);
    }

    private static String lease(UUID connectionId) {
        return "refresh/" + connectionId;
    }

    /// @param good whether a grant that somebody else stored meanwhile will do
    private Uni<Refreshed> shared(UUID connectionId, Predicate<StoredGrant> good) {
        Uni<Refreshed> refresh =
                underWay.computeIfAbsent(
                        connectionId,
                        id ->
                                leases.holding(
                                                "refresh/" + id,
                                                LEASE,
                                                PATIENCE,
                                                () -> refreshUnless(id, good))
                                        .onTermination()
                                        .invoke(() -> underWay.remove(id))
                                        .memoize()
                                        .indefinitely());
        return CallersContext.keep(refresh);
    }

    private Uni<Refreshed> refreshUnless(UUID connectionId, Predicate<StoredGrant> good) {
        return grants.of(connectionId)
                .chain(stored -> {
                    if (stored.isEmpty()) {
                        return Uni.createFrom().item(new Refreshed.ConsentNeeded());
                    }
                    StoredGrant grant = stored.get();
                    return good.test(grant) ? done(grant.accessToken()) : refresh(grant);
                });
    }

    private Uni<Refreshed> refresh(StoredGrant stored) {
        return CallersContext.keep(calendly.refresh(stored.refreshToken()))
                .invoke(() -> milestones.reached(Milestone.GRANT_REFRESHED))
                .chain(fresh ->
                        grants.replace(stored, fresh)
                                .invoke(() -> milestones.reached(Milestone.REFRESH_STORED))
                                .invoke(kept ->
                                        LOG.infof(
                                                "token.refreshed connection=%s version=%d",
                                                stored.connectionId(), stored.version() + 1))
                                .chain(kept -> kept ? done(fresh.accessToken()) : current(stored)))
                .onFailure(CalendlyFailure.GrantRejected.class)
                .recoverWithUni(() -> rejected(stored));
    }

    /// Somebody else may have refreshed with the same token: then theirs is the good one.
    private Uni<Refreshed> rejected(StoredGrant stored) {
        return grants.needsReconnect(
                        stored.connectionId(),
                        stored.version(),
                        "Calendly no longer accepts the stored consent.")
                .invoke(marked ->
                        LOG.infof(
                                "token.rejected connection=%s needs_reconnect=%s",
                                stored.connectionId(), marked))
                .chain(marked ->
                        marked
                                ? Uni.createFrom().item(new Refreshed.ConsentNeeded())
                                : current(stored));
    }

    private Uni<Refreshed> current(StoredGrant seen) {
        return grants.of(seen.connectionId())
                .map(now ->
                        now.filter(grant -> grant.version() > seen.version())
                                .<Refreshed>map(grant -> new Refreshed.Token(grant.accessToken()))
                                .orElseGet(Refreshed.ConsentNeeded::new));
    }

    private boolean isFresh(StoredGrant grant) {
        return clock.instant().plus(MARGIN).isBefore(grant.expiresAt());
    }

    private static Uni<Refreshed> done(SecretString accessToken) {
        return Uni.createFrom().item(new Refreshed.Token(accessToken));
    }
}
