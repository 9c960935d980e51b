package io.advicly.calendly.connection.consent;

import static java.util.Comparator.comparing;

import io.advicly.calendly.connection.ConnectionRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides which of a user's connections is the one that the user wants. Pure.
final class LatestConsent {

    private LatestConsent() {}

    /// What the user has consented to last and what was not finished, for example a switch to
    /// another account while Calendly was away; else the connection that answers for the user.
    /// Whoever is told that they are connected must not be with another account a moment later.
    ///
    /// @param rows the user's, first the one that answers for the user
    static Optional<ConnectionRow> of(List<ConnectionRow> rows) {
        return rows.stream().findFirst().map(answering -> latestOf(answering, rows));
    }

    private static ConnectionRow latestOf(ConnectionRow answering, List<ConnectionRow> rows) {
        return rows.stream()
                .filter(row -> row.toConnection().isUnfinished())
                .filter(row -> consented(row).isAfter(wantedSince(answering)))
                .max(comparing(LatestConsent::consented))
                .orElse(answering);
    }

    /// Whoever has left wants nothing of it, whenever that was.
    private static Instant wantedSince(ConnectionRow answering) {
        return answering.toConnection().isLetGo() ? Instant.MIN : consented(answering);
    }

    private static Instant consented(ConnectionRow row) {
        return row.consentedAt == null ? Instant.EPOCH : row.consentedAt;
    }
}
