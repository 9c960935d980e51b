package io.advicly.calendly.webhook.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// Which deliveries are meant, as callers say it: in a query, or in the body of a replay.
///
/// @param state `pending`, `processed`, `ignored` or `dead`
/// @param from and to when they were received: ISO-8601, from inclusive, to exclusive
/// @param event what happened, in Calendly's words such as `invitee.created`
/// @param organization a URI
/// @param subscription the id of ours
/// @param meeting the id of one of ours, or a scheduled event's URI
/// @param error how the last error begins
/// @param ids these alone, separated by commas: a selection
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryCriteria(
        @QueryParam("state") @Nullable String state,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("event") @Nullable String event,
        @QueryParam("organization") @Nullable String organization,
        @QueryParam("subscription") @Nullable String subscription,
        @QueryParam("meeting") @Nullable String meeting,
        @QueryParam("error") @Nullable String error,
        @QueryParam("ids") @Nullable String ids) {

    static final DeliveryCriteria ANY =
            new DeliveryCriteria(null, null, null, null, null, null, null, null, null);

    /// Those of one state that were received between these times.
    public static DeliveryCriteria received(
            @Nullable String state, @Nullable String from, @Nullable String to) {
        return new DeliveryCriteria(state, from, to, null, null, null, null, null, null);
    }
}
