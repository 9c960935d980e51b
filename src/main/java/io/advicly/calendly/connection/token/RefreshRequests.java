package io.advicly.calendly.connection.token;

import io.advicly.calendly.connection.ConnectionRepository;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Has a grant renewed although it is not due: by the schedule, which does so for all of them.
@ApplicationScoped
public class RefreshRequests {

    private static final String MAKE_DUE =
            "UPDATE calendar_connections SET next_refresh_at = now()"
                    + " WHERE id = :id AND status = 'ACTIVE' AND refresh_token IS NOT NULL"
                    + " AND (next_refresh_at IS NULL OR next_refresh_at > now())";

    private final ConnectionRepository rows;

    RefreshRequests(ConnectionRepository rows) {
        this.rows = rows;
    }

    /// @return whether it was not due already
    @WithTransaction
    public Uni<Boolean> makeDue(UUID id) {
        return rows.getSession()
                .chain(session ->
                        session.createNativeQuery(MAKE_DUE).setParameter("id", id).executeUpdate())
                .map(changed -> changed > 0);
    }
}
