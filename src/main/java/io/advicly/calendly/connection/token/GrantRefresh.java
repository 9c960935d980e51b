package io.advicly.calendly.connection.token;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.calendly.settings.HttpSettings;
import io.advicly.calendly.connection.grant.Grants;
import io.advicly.calendly.connection.grant.Refreshed;
import io.advicly.calendly.connection.grant.StoredGrant;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.platform.lease.Leases;
import io.advicly.calendly.platform.stop.ShutdownGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Refreshes a grant: one call across all replicas, tried once, its answer stored before anybody
/// uses it, however late it comes and however long that takes (ADR 3).
@ApplicationScoped
class GrantRefresh {

    private static final Logger LOG = Logger.getLogger(GrantRefresh.class);

    /// For the transactions round the call.
    private static final Duration LEASE_BEYOND_THE_CALL = Duration.ofSeconds(20);

    private static final Duration PATIENCE_BEYOND_THE_CALL = Duration.ofSeconds(5);

    private final Grants grants;
    private final HeldGrants held;
    private final Calendly calendly;
    private final Leases leases;
    private final ShutdownGuard shutdownGuard;
    private final Journal journal;
    private final HttpSettings http;

    GrantRefresh(
            Grants grants,
            HeldGrants held,
            Calendly calendly,
            Leases leases,
            ShutdownGuard shutdownGuard,
            Journal journal,
            HttpSettings http) {
        this.grants = grants;
        this.held = held;
        this.calendly = calendly;
        this.leases = leases;
        this.shutdownGuard = shutdownGuard;
        this.journal = journal;
        this.http = http;
    }

    /// A token of a newer grant than `version`: somebody else's, who has refreshed while we waited
    /// for our turn, or our own. A newer one that this process holds is waited for.
    Uni<Refreshed> newerThan(UUID connectionId, long version) {
        return alone(connectionId, () -> storedAndNewer(connectionId, version));
    }

    private Uni<Refreshed> storedAndNewer(UUID connectionId, long version) {
        return held.settled(connectionId)
                .chain(() -> grants.find(connectionId))
                .chain(stored ->
                        stored.map(grant -> unlessNewer(grant, version))
                                .orElseGet(GrantRefresh::consentNeeded));
    }

    /// Runs `work` while no refresh of this connection is under way anywhere.
    <T> Uni<T> alone(UUID connectionId, Supplier<Uni<T>> work) {
        return leases.holding(
                "refresh/" + connectionId,
                http.callTimeout().plus(LEASE_BEYOND_THE_CALL),
                http.callTimeout().plus(PATIENCE_BEYOND_THE_CALL),
                work);
    }

    /// What Calendly has refused once is not sent again.
    private Uni<Refreshed> unlessNewer(StoredGrant stored, long version) {
        if (stored.version() > version) {
            return Unis.item(stored.token());
        }
        if (stored.refused()) {
            return consentNeeded();
        }
        return held.isHolding(stored.connectionId())
                ? Uni.createFrom().failure(new NotStoredYetException())
                : shutdownGuard.finish(refresh(stored));
    }

    private Uni<Refreshed> refresh(StoredGrant stored) {
        return grants.announceCall(stored)
                .chain(() ->
                        CallersContext.keep(
                                calendly.refresh(
                                        stored.refreshToken(), late -> await(stored, late))))
                .chain(fresh -> keep(stored, fresh))
                .onFailure(CalendlyFailure.GrantRejected.class)
                .recoverWithUni(failure -> rejected(stored, (CalendlyFailure) failure))
                .onFailure(CalendlyFailure.class)
                .call(failure -> failed(stored, (CalendlyFailure) failure));
    }

    private Uni<Refreshed> keep(StoredGrant stored, Grant fresh) {
        return held.store(stored.connectionId(), () -> grants.replace(stored, fresh))
                .invoke(kept ->
                        LOG.infof(
                                "token.refreshed connection=%s version=%d kept=%s",
                                stored.connectionId(), stored.version() + 1, kept))
                .chain(kept -> kept ? Unis.item(stored.followedBy(fresh)) : current(stored));
    }

    /// Whoever asked is told that Calendly does not answer; its answer is stored when it comes.
    private void await(StoredGrant stored, Uni<Grant> late) {
        held.goOn(stored.connectionId(), () -> keepLate(late, stored));
    }

    private Uni<Void> keepLate(Uni<Grant> late, StoredGrant stored) {
        return CallersContext.keep(late)
                .chain(fresh -> keep(stored, fresh))
                .onFailure(CalendlyFailure.GrantRejected.class)
                .recoverWithUni(failure -> rejected(stored, (CalendlyFailure) failure))
                .onFailure(CalendlyFailure.class)
                .call(() -> grants.answerLost(stored))
                .replaceWithVoid();
    }

    /// A note that cannot be made must not hide why the refresh failed.
    private Uni<Void> failed(StoredGrant stored, CalendlyFailure failure) {
        Duration awaited = held.isHolding(stored.connectionId()) ? Grants.LATE : Duration.ZERO;
        return CallersContext.keep(grants.failed(stored, failure, awaited))
                .onFailure()
                .recoverWithNull();
    }

    /// Somebody else may have refreshed with the same token: then theirs is the good one.
    private Uni<Refreshed> rejected(StoredGrant stored, CalendlyFailure failure) {
        return grants.needsReconnect(stored)
                .call(marked -> marked ? note(stored, failure) : Unis.nothing())
                .chain(marked -> marked ? consentNeeded() : current(stored));
    }

    private Uni<Void> note(StoredGrant stored, CalendlyFailure failure) {
        var owner = stored.identity().owner();
        return journal.note(
                JournalEntry.of(
                                "connection.needs_reconnect",
                                owner.tenantId(),
                                owner.userId(),
                                stored.connectionId())
                        .with("organization", String.valueOf(stored.organizationUri()))
                        .with("unanswered", stored.unanswered())
                        .with("request_ids", String.valueOf(failure.answer().requestId())));
    }

    private Uni<Refreshed> current(StoredGrant seen) {
        return grants.find(seen.connectionId())
                .map(now ->
                        now.filter(grant -> grant.version() > seen.version())
                                .<Refreshed>map(StoredGrant::token)
                                .orElseGet(Refreshed.ConsentNeeded::new));
    }

    private static Uni<Refreshed> consentNeeded() {
        return Unis.item(new Refreshed.ConsentNeeded());
    }
}
