package io.advicly.calendly.session;

import io.advicly.calendly.lifecycle.state.ConsentSessions;
import io.advicly.calendly.lifecycle.state.Reason;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The sessions: minted, found by token, moved on, and everybody told who waits for that.
@ApplicationScoped
public class ConnectSessions implements ConsentSessions {

    /// How long one is good.
    public static final Duration LIFETIME = Duration.ofMinutes(30);

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(ConnectSessions.class));

    private final SessionRepository rows;
    private final SessionBell bell;
    private final Clock clock;

    ConnectSessions(SessionRepository rows, SessionBell bell, Clock clock) {
        this.rows = rows;
        this.bell = bell;
        this.clock = clock;
    }

    /// What a backend asks for, looked at.
    public record Wanted(
            Caller owner,
            @Nullable URI returnTo,
            Set<String> allowedOrigins,
            boolean switchAccount,
            @Nullable String locale) {}

    /// @param token told this once
    public record Minted(SessionToken token, ConnectSession session) {}

    public Uni<Minted> mint(Wanted wanted) {
        SessionToken token = SessionToken.random();
        SessionRow row = row(wanted, token);
        return rows.add(row).map(added -> new Minted(token, row.toSession()));
    }

    private SessionRow row(Wanted wanted, SessionToken token) {
        SessionRow row = new SessionRow();
        row.id = UUID.randomUUID();
        row.tokenHash = token.hash();
        row.tenantId = wanted.owner().tenantId();
        row.userId = wanted.owner().userId();
        row.returnTo = wanted.returnTo() == null ? null : wanted.returnTo().toString();
        row.allowedOrigins = String.join(" ", wanted.allowedOrigins());
        row.switchAccount = wanted.switchAccount();
        row.locale = wanted.locale();
        row.state = SessionState.OPEN.code();
        row.createdAt = clock.instant();
        row.expiresAt = row.createdAt.plus(LIFETIME);
        return row;
    }

    /// One that is over is still found, for a day.
    public Uni<Optional<ConnectSession>> byToken(SessionToken token) {
        return rows.byHash(token.hash());
    }

    public Uni<Optional<ConnectSession>> byId(UUID id) {
        return rows.byId(id);
    }

    /// Somebody begins anew.
    public Uni<Void> opened(UUID session) {
        return moved(session, SessionState.OPEN, null);
    }

    /// Somebody goes to the consent page.
    public Uni<Void> consenting(UUID session) {
        return moved(session, SessionState.CONSENTING, null);
    }

    /// Connected, with or without a consent.
    public Uni<Void> done(UUID session) {
        return moved(session, SessionState.DONE, null);
    }

    public Uni<Void> switchAccount(UUID session) {
        return rows.switchAccount(session);
    }

    @Override
    public Uni<Void> ended(UUID session, @Nullable Reason reason) {
        Uni<Void> moved =
                reason == null ? done(session) : moved(session, SessionState.FAILED, reason.code());
        return moved.onFailure().recoverWithItem(failure -> reportNotEnded(failure, session));
    }

    private static Void reportNotEnded(Throwable failure, UUID session) {
        RECURRING.error("ended", failure, () -> "session.not_ended session=%s".formatted(session));
        return null;
    }

    private Uni<Void> moved(UUID session, SessionState to, @Nullable String reason) {
        return rows.move(session, to, reason).invoke(() -> bell.ring(session)).replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(Caller owner) {
        return rows.deleteOf(owner).replaceWithVoid();
    }
}
