package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.calendly.HttpSettings;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.Entry;
import io.advicly.calendly.platform.Journal;
import io.advicly.calendly.platform.Leases;
import io.advicly.calendly.platform.Unstoppable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Refreshes a grant: one call across all replicas, tried once, its answer stored before anybody
/// uses it (ADR 3).
@ApplicationScoped
class GrantRefresh {

    private static final Logger LOG = Logger.getLogger(GrantRefresh.class);

    /// For the transactions round the call.
    private static final Duration LEASE_BEYOND_THE_CALL = Duration.ofSeconds(20);

    /// Together shorter than what the lease lasts beyond the call.
    private static final int STORE_ATTEMPTS = 15;

    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private static final Duration PATIENCE_BEYOND_THE_CALL = Duration.ofSeconds(5);

    private final Grants grants;
    private final Calendly calendly;
    private final Leases leases;
    private final Unstoppable unstoppable;
    private final Milestones milestones;
    private final Journal journal;
    private final HttpSettings http;

    GrantRefresh(
            Grants grants,
            Calendly calendly,
            Leases leases,
            Unstoppable unstoppable,
            Milestones milestones,
            Journal journal,
            HttpSettings http) {
        this.grants = grants;
        this.calendly = calendly;
        this.leases = leases;
        this.unstoppable = unstoppable;
        this.milestones = milestones;
        this.journal = journal;
        this.http = http;
    }

    /// A token of a newer grant than `version`: somebody else's, who has refreshed while we waited
    /// for our turn, or our own.
    Uni<Refreshed> newerThan(UUID connectionId, long version) {
        return alone(
                connectionId,
                () ->
                        grants.of(connectionId)
                                .chain(stored ->
                                        stored.map(grant -> unlessNewer(grant, version))
                                                .orElseGet(GrantRefresh::consentNeeded)));
    }

    /// Runs `work` while no refresh of this connection is under way anywhere.
    <T> Uni<T> alone(UUID connectionId, Supplier<Uni<T>> work) {
        return leases.holding(
                "refresh/" + connectionId,
                http.callTimeout().plus(LEASE_BEYOND_THE_CALL),
                http.callTimeout().plus(PATIENCE_BEYOND_THE_CALL),
                work);
    }

    /// What Calendly has refused once it is not sent again.
    private Uni<Refreshed> unlessNewer(StoredGrant stored, long version) {
        if (stored.version() > version) {
            return Uni.createFrom().item(stored.token());
        }
        return stored.refused() ? consentNeeded() : unstoppable.finish(refresh(stored));
    }

    private Uni<Refreshed> refresh(StoredGrant stored) {
        return grants.announceCall(stored)
                .chain(() -> CallersContext.keep(calendly.refresh(stored.refreshToken())))
                .invoke(() -> milestones.reached(Milestone.GRANT_REFRESHED))
                .chain(fresh -> keep(stored, fresh))
                .onFailure(CalendlyFailure.GrantRejected.class)
                .recoverWithUni(failure -> rejected(stored, (CalendlyFailure) failure))
                .onFailure(GrantRefresh::isUnanswered)
                .call(() -> grants.unanswered(stored));
    }

    private Uni<Refreshed> keep(StoredGrant stored, Grant fresh) {
        return store(stored, fresh, 1)
                .invoke(() -> milestones.reached(Milestone.REFRESH_STORED))
                .invoke(kept ->
                        LOG.infof(
                                "token.refreshed connection=%s version=%d kept=%s",
                                stored.connectionId(), stored.version() + 1, kept))
                .chain(kept ->
                        kept ? Uni.createFrom().item(stored.followedBy(fresh)) : current(stored));
    }

    /// A database that is away for a moment must not cost the grant: nobody else has it.
    private Uni<Boolean> store(StoredGrant stored, Grant fresh, int attempt) {
        return CallersContext.keep(grants.replace(stored, fresh))
                .onFailure()
                .recoverWithUni(failure ->
                        attempt == STORE_ATTEMPTS
                                ? Uni.createFrom().failure(failure)
                                : CallersContext.pause(STORE_PAUSE)
                                        .chain(() -> store(stored, fresh, attempt + 1)));
    }

    /// Somebody else may have refreshed with the same token: then theirs is the good one.
    private Uni<Refreshed> rejected(StoredGrant stored, CalendlyFailure failure) {
        return grants.needsReconnect(stored)
                .call(marked -> marked ? note(stored, failure) : Uni.createFrom().voidItem())
                .chain(marked -> marked ? consentNeeded() : current(stored));
    }

    private Uni<Void> note(StoredGrant stored, CalendlyFailure failure) {
        var owner = stored.identity().owner();
        return journal.note(
                Entry.of(
                                "connection.needs_reconnect",
                                owner.tenantId(),
                                owner.userId(),
                                stored.connectionId())
                        .with("organization", String.valueOf(stored.organizationUri()))
                        .with("unanswered", stored.unanswered())
                        .with("request_ids", String.valueOf(failure.answer().requestId())));
    }

    private Uni<Refreshed> current(StoredGrant seen) {
        return grants.of(seen.connectionId())
                .map(now ->
                        now.filter(grant -> grant.version() > seen.version())
                                .<Refreshed>map(StoredGrant::token)
                                .orElseGet(Refreshed.ConsentNeeded::new));
    }

    /// Calendly may have used the refresh token up.
    private static boolean isUnanswered(Throwable failure) {
        return failure instanceof CalendlyFailure.Unavailable away && away.maybeProcessed();
    }

    private static Uni<Refreshed> consentNeeded() {
        return Uni.createFrom().item(new Refreshed.ConsentNeeded());
    }
}
