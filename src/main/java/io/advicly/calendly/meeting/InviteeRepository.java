package io.advicly.calendly.meeting;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// The SQL of invitees. Every method joins its caller's transaction.
@ApplicationScoped
class InviteeRepository implements PanacheRepositoryBase<InviteeRow, InviteeId> {

    /// Tells the other end of a reschedule, wherever it is stored, and marks its meeting changed.
    private static final String LINK =
            """
            WITH linked AS (
              UPDATE meeting_invitees SET %1$s = :uri
              WHERE calendly_invitee_uri = :other AND %1$s IS NULL
              RETURNING meeting_id)
            UPDATE meetings SET updated_at = :now FROM linked WHERE meetings.id = linked.meeting_id
            RETURNING meetings.id\
            """;

    private static final String LINK_NEW = LINK.formatted("new_invitee");
    private static final String LINK_OLD = LINK.formatted("old_invitee");

    /// What is stored about these invitees in these meetings, and about any invitee whose link
    /// names one of them.
    Uni<List<StoredInvitee>> concerning(Collection<UUID> meetingIds, Collection<String> uris) {
        return uris.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list(
                                "(meetingId in :meetings and calendlyInviteeUri in :uris)"
                                        + " or oldInvitee in :uris or newInvitee in :uris",
                                Parameters.with("meetings", some(meetingIds)).and("uris", uris))
                        .map(rows -> rows.stream().map(InviteeRow::toStored).toList());
    }

    Uni<List<InviteeRow>> ofMeetings(Collection<UUID> meetingIds) {
        return meetingIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list(
                        "meetingId in :meetings order by createdAt, calendlyInviteeUri",
                        Parameters.with("meetings", meetingIds));
    }

    /// Tells the invitee `oldUri`, where it is stored and does not know it yet, that `uri` took its
    /// place.
    ///
    /// @return the meetings of those told
    Uni<List<UUID>> linkNew(String oldUri, String uri, Instant now) {
        return link(LINK_NEW, oldUri, uri, now);
    }

    /// Tells the invitee `newUri`, where it is stored and does not know it yet, that it took the
    /// place of `uri`.
    ///
    /// @return the meetings of those told
    Uni<List<UUID>> linkOld(String newUri, String uri, Instant now) {
        return link(LINK_OLD, newUri, uri, now);
    }

    private Uni<List<UUID>> link(String sql, String other, String uri, Instant now) {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(sql, UUID.class)
                                .setParameter("other", other)
                                .setParameter("uri", uri)
                                .setParameter("now", now)
                                .getResultList());
    }

    /// An empty list would be no list to PostgreSQL.
    private static Collection<UUID> some(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of(new UUID(0, 0)) : ids;
    }
}
