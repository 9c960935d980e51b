package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.TryAgain;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Ends a grant at Calendly, then here.
@ApplicationScoped
public class Revocation {

    private static final Logger LOG = Logger.getLogger(Revocation.class);

    private final Calendly calendly;
    private final Grants grants;
    private final Connections connections;
    private final Milestones milestones;

    Revocation(Calendly calendly, Grants grants, Connections connections, Milestones milestones) {
        this.calendly = calendly;
        this.grants = grants;
        this.connections = connections;
        this.milestones = milestones;
    }

    /// Revokes refresh and access token, then erases them. Fails, with nothing erased, while
    /// Calendly is away. A refusal of Calendly does not keep anybody connected.
    ///
    /// @return false when the user has connected again meanwhile
    public Uni<Boolean> revoke(UUID connectionId) {
        return grants.ofClosing(connectionId)
                .chain(found ->
                        found.map(this::revokeBoth).orElseGet(() -> Uni.createFrom().voidItem()))
                .invoke(() -> milestones.reached(Milestone.GRANT_REVOKED))
                .chain(() -> connections.closed(connectionId));
    }

    /// Both: Calendly does not say whether revoking one token ends the other (calendly-api 1.5).
    private Uni<Void> revokeBoth(StoredGrant grant) {
        return CallersContext.keep(
                        calendly.revoke(grant.refreshToken())
                                .chain(() -> calendly.revoke(grant.accessToken())))
                .onFailure(failure -> !(failure instanceof TryAgain))
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "token.revoke_refused connection=%s failure=%s",
                            grant.connectionId(), failure.getMessage());
                    return null;
                });
    }
}
