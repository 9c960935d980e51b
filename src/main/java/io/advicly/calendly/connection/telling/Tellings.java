package io.advicly.calendly.connection.telling;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the feed has told last of each connection, and which of them are to be looked at for what
/// their rows do not say: whether meetings are delivered.
@ApplicationScoped
public class Tellings {

    private final TellingRepository rows;

    Tellings(TellingRepository rows) {
        this.rows = rows;
    }

    /// A connection to look at.
    ///
    /// @param told what it was last told to be; null for nothing
    public record Due(UUID connectionId, @Nullable String told) {}

    /// Those that are due, all connections of an organization in which something has changed among
    /// them. Nobody else gets them until they are due again.
    @WithTransaction
    public Uni<List<Due>> claim(int most) {
        return rows.spreadMarks().chain(() -> rows.claim(most)).map(Tellings::dues);
    }

    private static List<Due> dues(List<Object[]> found) {
        return found.stream()
                .map(row -> new Due(UUID.fromString((String) row[0]), (String) row[1]))
                .toList();
    }

    /// Joins the caller's transaction, until the end of which the connection stays.
    ///
    /// @return whether it was told to be so until now, and is active
    public Uni<Boolean> tell(UUID id, String before, String now) {
        return rows.tell(id, before, now);
    }

    /// Keeps the connection from being purged until the caller's transaction, which this joins, has
    /// ended.
    ///
    /// @return false when it is gone
    public Uni<Boolean> keep(UUID id) {
        return rows.keep(id);
    }
}
