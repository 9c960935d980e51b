package io.advicly.calendly.meeting.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.advicly.calendly.security.identity.BackendCaller;
import io.advicly.calendly.security.identity.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list of meetings as SQL, by start time. Every condition has an index, in
/// `V30__whole_meetings.sql` or before, so that none reads all meetings. Pure.
///
/// @param sql with named parameters
/// @param parameters by name
public record MeetingSearch(String sql, Map<String, Object> parameters) {

    /// Conditions that all have to be met.
    private record Conditions(List<String> where, Map<String, Object> parameters) {

        @CanIgnoreReturnValue
        Conditions and(String sql, Map<String, ?> values) {
            where.add(sql);
            parameters.putAll(values);
            return this;
        }
    }

    /// @param columns of the rows, of a table that is called `m`
    /// @param limit of rows, one more than the page has to know whether there is another
    public static MeetingSearch of(String columns, Caller caller, MeetingQuery query, int limit) {
        Conditions all =
                new Conditions(new ArrayList<>(), new HashMap<>())
                        .and("m.tenant_id = :tenant", Map.of("tenant", caller.tenantId()))
                        .and("m.user_id = :user", Map.of("user", caller.userId()));
        return found(columns, query, limit, all);
    }

    /// The same for a backend.
    ///
    /// @param user whose; null for everybody
    public static MeetingSearch of(
            String columns,
            BackendCaller backend,
            @Nullable String user,
            MeetingQuery query,
            int limit) {
        Conditions all = new Conditions(new ArrayList<>(), new HashMap<>());
        backend.tenant()
                .ifPresent(tenant -> all.and("m.tenant_id = :tenant", Map.of("tenant", tenant)));
        if (user != null) {
            all.and("m.user_id = :user", Map.of("user", user));
        }
        return found(columns, query, limit, all);
    }

    private static MeetingSearch found(
            String columns, MeetingQuery query, int limit, Conditions all) {
        times(query, all);
        contents(query, all);
        all.parameters.put("limit", limit);
        return new MeetingSearch(
                "SELECT %s FROM meetings m WHERE %s ORDER BY m.start_time, m.id LIMIT :limit"
                        .formatted(
                                columns,
                                all.where.isEmpty() ? "true" : String.join(" AND ", all.where)),
                Map.copyOf(all.parameters));
    }

    private static void times(MeetingQuery query, Conditions all) {
        query.from().ifPresent(from -> all.and("m.start_time >= :from", Map.of("from", from)));
        query.to().ifPresent(to -> all.and("m.start_time < :to", Map.of("to", to)));
        query.updatedSince()
                .ifPresent(since -> all.and("m.updated_at >= :since", Map.of("since", since)));
        query.after()
                .ifPresent(after ->
                        all.and(
                                "(m.start_time, m.id) > (:start, :id)",
                                Map.of("start", after.time(), "id", after.id())));
    }

    private static void contents(MeetingQuery query, Conditions all) {
        // Not a parameter: few are canceled, and their index is of those alone.
        query.status().ifPresent(status -> all.and("m.status = '" + status + "'", Map.of()));
        query.eventUri()
                .ifPresent(uri -> all.and("m.calendly_event_uri = :event", Map.of("event", uri)));
        query.eventType().ifPresent(uri -> all.and("m.event_type = :type", Map.of("type", uri)));
        query.inviteeEmail()
                .ifPresent(email ->
                        all.and(
                                "m.id IN (SELECT i.meeting_id FROM meeting_invitees i WHERE lower(i.email) = :email)",
                                Map.of("email", email.value())));
        query.host()
                .ifPresent(host ->
                        all.and(
                                "m.hosts @> CAST(CAST(:host AS text) AS jsonb)",
                                Map.of("host", hosting(host, query.isHostAnAddress()))));
    }

    private static String hosting(String host, boolean isAddress) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(JsonNodeFactory.instance.objectNode().put(isAddress ? "email" : "uri", host))
                .toString();
    }
}
