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

    /// The guard is the second line of defence: what is written here was merged under a lock.
    private static final String UPSERT =
            """
            INSERT INTO meeting_invitees
              (meeting_id, calendly_invitee_uri, email, name, timezone, status, rescheduled,
               old_invitee, new_invitee, no_show, cancellation, questions_and_answers, tracking,
               created_at, source_updated_at)
            VALUES
              (:meeting, :uri, :email, :name, :timezone, :status, :rescheduled,
               :old, :new, :noShow, CAST(CAST(:cancellation AS text) AS jsonb),
               CAST(CAST(:questions AS text) AS jsonb), CAST(CAST(:tracking AS text) AS jsonb),
               :created, :source)
            ON CONFLICT (meeting_id, calendly_invitee_uri) DO UPDATE
            SET email = EXCLUDED.email, name = EXCLUDED.name, timezone = EXCLUDED.timezone,
                status = EXCLUDED.status, rescheduled = EXCLUDED.rescheduled,
                old_invitee = EXCLUDED.old_invitee, new_invitee = EXCLUDED.new_invitee,
                no_show = EXCLUDED.no_show, cancellation = EXCLUDED.cancellation,
                questions_and_answers = EXCLUDED.questions_and_answers,
                tracking = EXCLUDED.tracking, created_at = EXCLUDED.created_at,
                source_updated_at = EXCLUDED.source_updated_at
            WHERE meeting_invitees.source_updated_at <= EXCLUDED.source_updated_at\
            """;

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

    Uni<List<StoredInvitee>> stored(Collection<UUID> meetingIds, Collection<String> uris) {
        return meetingIds.isEmpty() || uris.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list(
                                "meetingId in :meetings and calendlyInviteeUri in :uris",
                                Parameters.with("meetings", meetingIds).and("uris", uris))
                        .map(rows -> rows.stream().map(InviteeRow::toStored).toList());
    }

    /// Invitees of any event whose link names one of `uris`.
    Uni<List<InviteeFacts>> counterparts(Collection<String> uris) {
        return uris.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list("oldInvitee in :uris or newInvitee in :uris", Parameters.with("uris", uris))
                        .map(rows -> rows.stream().map(row -> row.toStored().facts()).toList());
    }

    Uni<List<InviteeRow>> ofMeetings(Collection<UUID> meetingIds) {
        return meetingIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list(
                        "meetingId in :meetings order by createdAt, calendlyInviteeUri",
                        Parameters.with("meetings", meetingIds));
    }

    Uni<Integer> upsert(UUID meetingId, InviteeFacts facts) {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(UPSERT)
                                .setParameter("meeting", meetingId)
                                .setParameter("uri", facts.uri())
                                .setParameter("email", facts.email())
                                .setParameter("name", facts.name())
                                .setParameter("timezone", facts.timezone())
                                .setParameter("status", Status.of(facts.active()))
                                .setParameter("rescheduled", facts.rescheduled())
                                .setParameter("old", facts.oldInvitee())
                                .setParameter("new", facts.newInvitee())
                                .setParameter("noShow", facts.noShow())
                                .setParameter("cancellation", facts.cancellation())
                                .setParameter("questions", facts.questionsAndAnswers())
                                .setParameter("tracking", facts.tracking())
                                .setParameter("created", facts.createdAt())
                                .setParameter("source", facts.updatedAt())
                                .executeUpdate());
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
}
