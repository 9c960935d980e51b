package io.advicly.calendly.meeting.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.InviteeListing;
import io.advicly.calendly.meeting.fact.Link;
import io.advicly.calendly.meeting.fact.StoredInvitee;
import io.advicly.calendly.meeting.redaction.AddressPattern;
import io.advicly.calendly.platform.chain.Unis;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL of invitees. Every method joins its caller's transaction.
@ApplicationScoped
public class InviteeRepository implements PanacheRepositoryBase<InviteeRow, InviteeId> {

    /// Tells the other ends of reschedules, wherever they are stored, and marks their meetings
    /// changed.
    private static final String LINK =
            """
            WITH told AS MATERIALIZED (
              SELECT invitee, max(other) AS other
              FROM jsonb_to_recordset(CAST(CAST(:links AS text) AS jsonb)) AS l (invitee text, other text)
              GROUP BY invitee),
            linked AS (
              UPDATE meeting_invitees i SET %1$s = told.other FROM told
              WHERE i.calendly_invitee_uri = told.invitee AND i.%1$s IS NULL
              RETURNING i.meeting_id)
            UPDATE meetings SET updated_at = :now
            FROM (SELECT DISTINCT meeting_id FROM linked) AS those WHERE meetings.id = those.meeting_id
            RETURNING meetings.id\
            """;

    private static final String LINK_NEW = LINK.formatted("new_invitee");
    private static final String LINK_OLD = LINK.formatted("old_invitee");

    /// As the row's class reads them.
    private static final String COLUMNS =
            """
            i.meeting_id, i.calendly_invitee_uri, i.email, i.name, i.timezone, i.status, i.status_raw,
            i.rescheduled, i.old_invitee, i.new_invitee, i.no_show,
            CAST(i.cancellation AS text) AS cancellation,
            CAST(i.questions_and_answers AS text) AS questions_and_answers,
            CAST(i.tracking AS text) AS tracking, i.created_at, i.source_updated_at,
            i.fetched, i.told_at, i.no_show_at, i.no_show_since,
            CAST(i.details AS text) AS details, CAST(i.details_said AS text) AS details_said\
            """;

    /// Looks into the indexes for each invitee: a plan made while the table was small, and kept,
    /// must not read all of it when it has grown.
    private static final String CONCERNING =
            """
            SELECT %s
            FROM jsonb_array_elements_text(CAST(CAST(:uris AS text) AS jsonb)) AS said (uri)
            CROSS JOIN LATERAL (
              SELECT * FROM meeting_invitees WHERE calendly_invitee_uri = said.uri
              UNION ALL
              SELECT * FROM meeting_invitees WHERE old_invitee = said.uri
              UNION ALL
              SELECT * FROM meeting_invitees WHERE new_invitee = said.uri OFFSET 0) AS i\
            """
                    .formatted(COLUMNS);

    /// A look into the index for each meeting, however many invitees it has.
    private static final String FIRST =
            """
            SELECT %s
            FROM jsonb_array_elements_text(CAST(CAST(:meetings AS text) AS jsonb)) AS wanted (id)
            CROSS JOIN LATERAL (
              SELECT * FROM meeting_invitees WHERE meeting_id = CAST(wanted.id AS uuid)
              ORDER BY created_at, calendly_invitee_uri LIMIT %d) AS i
            ORDER BY i.meeting_id, i.created_at, i.calendly_invitee_uri\
            """
                    .formatted(COLUMNS, InviteePage.FIRST + 1);

    private static final String HOLDING =
            """
            SELECT %s
            FROM jsonb_array_elements_text(CAST(CAST(:meetings AS text) AS jsonb)) AS wanted (id)
            CROSS JOIN LATERAL (
              SELECT * FROM meeting_invitees
              WHERE meeting_id = CAST(wanted.id AS uuid) AND calendly_mentions(
                concat_ws(' ', email, name, cancellation, questions_and_answers, tracking, details),
                :plain, :encoded) OFFSET 0) AS i\
            """
                    .formatted(COLUMNS);

    /// Those of the event's present hosts that are active and not among the listed. Looks into the
    /// indexes, like [#CONCERNING].
    private static final String UNLISTED =
            """
            SELECT %s
            FROM (SELECT * FROM meetings WHERE calendly_event_uri = :event OFFSET 0) AS m
            CROSS JOIN LATERAL (
              SELECT * FROM meeting_invitees
              WHERE meeting_id = m.id AND status = 'active' AND calendly_invitee_uri NOT IN (
                SELECT jsonb_array_elements_text(CAST(CAST(:listed AS text) AS jsonb))) OFFSET 0) AS i
            WHERE EXISTS (SELECT FROM calendar_connections c
              WHERE c.id = m.connection_id AND c.is_active AND c.calendly_organization_uri = :organization
                AND c.calendly_user_uri IN (
                  SELECT jsonb_array_elements_text(CAST(CAST(:hosts AS text) AS jsonb))))
            ORDER BY i.meeting_id, i.calendly_invitee_uri LIMIT :most\
            """
                    .formatted(COLUMNS);

    /// So many are read at once; the next sync finds the others.
    private static final int MOST_UNLISTED = 500;

    /// What is stored about these invitees, and about any invitee whose link names one of them;
    /// some of it twice.
    public Uni<List<StoredInvitee>> concerning(Collection<String> uris) {
        return uris.isEmpty()
                ? Unis.item(List.of())
                : getSession()
                        .flatMap(session ->
                                session.createNativeQuery(CONCERNING, InviteeRow.class)
                                        .setParameter("uris", JsonTextArray.json(uris))
                                        .getResultList())
                        .map(rows -> rows.stream().map(InviteeRow::toStored).toList());
    }

    /// Who is stored as active, and not listed any more: as the database has it now.
    public Uni<List<StoredInvitee>> unlisted(InviteeListing listing) {
        return getSession()
                .invoke(session -> session.clear())
                .flatMap(session -> selectUnlisted(session, listing))
                .map(rows -> rows.stream().map(InviteeRow::toStored).toList());
    }

    private static Uni<List<InviteeRow>> selectUnlisted(
            Mutiny.Session session, InviteeListing listing) {
        return session.createNativeQuery(UNLISTED, InviteeRow.class)
                .setParameter("organization", listing.organizationUri())
                .setParameter("hosts", JsonTextArray.json(listing.hostUris()))
                .setParameter("event", listing.event().uri())
                .setParameter("listed", JsonTextArray.json(listing.invitees()))
                .setParameter("most", MOST_UNLISTED)
                .getResultList();
    }

    /// Those that a meeting shows by itself, and one more where there are more, by meeting.
    public Uni<Map<UUID, List<InviteeRow>>> first(Collection<UUID> meetingIds) {
        return meetingIds.isEmpty()
                ? Unis.item(Map.of())
                : getSession()
                        .flatMap(session ->
                                session.createNativeQuery(FIRST, InviteeRow.class)
                                        .setParameter("meetings", ids(meetingIds))
                                        .getResultList())
                        .map(rows -> rows.stream().collect(groupingBy(row -> row.meetingId)));
    }

    /// Those of these meetings that hold the address, by meeting.
    public Uni<Map<UUID, List<InviteeFacts>>> holding(
            AddressPattern addressPattern, Collection<UUID> meetingIds) {
        return getSession()
                .flatMap(session -> selectHolding(session, addressPattern, meetingIds))
                .map(InviteeRepository::byMeeting);
    }

    private static Uni<List<InviteeRow>> selectHolding(
            Mutiny.Session session, AddressPattern addressPattern, Collection<UUID> meetingIds) {
        return session.createNativeQuery(HOLDING, InviteeRow.class)
                .setParameter("meetings", ids(meetingIds))
                .setParameter("plain", addressPattern.plain())
                .setParameter("encoded", addressPattern.encoded())
                .getResultList();
    }

    private static Map<UUID, List<InviteeFacts>> byMeeting(List<InviteeRow> rows) {
        return rows.stream()
                .map(InviteeRow::toStored)
                .collect(
                        groupingBy(
                                StoredInvitee::meetingId, mapping(StoredInvitee::facts, toList())));
    }

    /// @param after where the page before ended; empty for the first page
    public Uni<List<InviteeRow>> page(UUID meetingId, Optional<InviteePlace> after, int limit) {
        StringBuilder where = new StringBuilder("meetingId = :meeting");
        Parameters parameters = Parameters.with("meeting", meetingId);
        after.ifPresent(place -> {
            where.append(
                    " and createdAt >= :time and (createdAt > :time or calendlyInviteeUri > :uri)");
            parameters.and("time", place.createdAt()).and("uri", place.uri());
        });
        return find(where + " order by createdAt, calendlyInviteeUri", parameters)
                .range(0, limit - 1)
                .list();
    }

    /// Tells these invitees, where they are stored and do not know it yet, of their other ends.
    ///
    /// @return the meetings of those told
    public Uni<List<UUID>> link(Collection<Link> links, Instant now) {
        return link(LINK_NEW, links.stream().filter(Link::isNew).toList(), now)
                .chain(told ->
                        link(LINK_OLD, links.stream().filter(link -> !link.isNew()).toList(), now)
                                .map(others ->
                                        Stream.concat(told.stream(), others.stream()).toList()));
    }

    private Uni<List<UUID>> link(String sql, List<Link> links, Instant now) {
        if (links.isEmpty()) {
            return Unis.item(List.of());
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        links.forEach(
                link -> all.addObject().put("invitee", link.invitee()).put("other", link.other()));
        return getSession().flatMap(session -> executeLink(session, sql, all, now));
    }

    private static Uni<List<UUID>> executeLink(
            Mutiny.Session session, String sql, ArrayNode links, Instant now) {
        return session.createNativeQuery(sql, UUID.class)
                .setParameter("links", links.toString())
                .setParameter("now", now)
                .getResultList();
    }

    private static String ids(Collection<UUID> ids) {
        return JsonTextArray.json(ids.stream().map(UUID::toString).toList());
    }
}
