package io.advicly.calendly.meeting;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.security.BackendCaller;
import io.advicly.calendly.security.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list of meetings as SQL, by start time. Every condition has an index, in
/// `V30__whole_meetings.sql` or before, so that none reads all meetings. Pure.
///
/// @param sql with named parameters
/// @param parameters by name
record MeetingSearch(String sql, Map<String, Object> parameters) {

    private static final String ALL =
            "SELECT %s FROM meetings m WHERE %s ORDER BY m.start_time, m.id LIMIT :limit";

    /// @param columns of the rows, of a table that is called `m`
    /// @param limit of rows, one more than the page has to know whether there is another
    static MeetingSearch of(String columns, Caller caller, MeetingQuery query, int limit) {
        List<String> where = new ArrayList<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        where.add("m.tenant_id = :tenant AND m.user_id = :user");
        parameters.put("tenant", caller.tenantId());
        parameters.put("user", caller.userId());
        add(query, where, parameters);
        parameters.put("limit", limit);
        return new MeetingSearch(
                ALL.formatted(columns, String.join(" AND ", where)), Map.copyOf(parameters));
    }

    /// The same for a backend.
    ///
    /// @param user whose; null for everybody
    static MeetingSearch of(
            String columns,
            BackendCaller backend,
            @Nullable String user,
            MeetingQuery query,
            int limit) {
        List<String> where = new ArrayList<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (backend.tenantId() != null) {
            where.add("m.tenant_id = :tenant");
            parameters.put("tenant", backend.tenantId());
        }
        if (user != null) {
            where.add("m.user_id = :user");
            parameters.put("user", user);
        }
        add(query, where, parameters);
        parameters.put("limit", limit);
        return new MeetingSearch(
                ALL.formatted(columns, where.isEmpty() ? "true" : String.join(" AND ", where)),
                Map.copyOf(parameters));
    }

    /// What a query wants, whoever asks.
    private static void add(
            MeetingQuery query, List<String> where, Map<String, Object> parameters) {
        // Not a parameter: few are canceled, and their index is of those alone.
        query.status().ifPresent(status -> where.add("m.status = '" + status + "'"));
        query.from()
                .ifPresent(from -> {
                    where.add("m.start_time >= :from");
                    parameters.put("from", from);
                });
        query.to()
                .ifPresent(to -> {
                    where.add("m.start_time < :to");
                    parameters.put("to", to);
                });
        query.eventUri()
                .ifPresent(uri -> {
                    where.add("m.calendly_event_uri = :event");
                    parameters.put("event", uri);
                });
        query.eventType()
                .ifPresent(uri -> {
                    where.add("m.event_type = :type");
                    parameters.put("type", uri);
                });
        query.inviteeEmail()
                .ifPresent(email -> {
                    where.add(
                            "m.id IN (SELECT i.meeting_id FROM meeting_invitees i WHERE lower(i.email) = :email)");
                    parameters.put("email", email.value());
                });
        query.host()
                .ifPresent(host -> {
                    where.add("m.hosts @> CAST(CAST(:host AS text) AS jsonb)");
                    parameters.put("host", hosting(host, query.isHostAnAddress()));
                });
        query.updatedSince()
                .ifPresent(since -> {
                    where.add("m.updated_at >= :since");
                    parameters.put("since", since);
                });
        query.after()
                .ifPresent(after -> {
                    where.add("(m.start_time, m.id) > (:start, :id)");
                    parameters.put("start", after.time());
                    parameters.put("id", after.id());
                });
    }

    private static String hosting(String host, boolean isAddress) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(JsonNodeFactory.instance.objectNode().put(isAddress ? "email" : "uri", host))
                .toString();
    }
}
