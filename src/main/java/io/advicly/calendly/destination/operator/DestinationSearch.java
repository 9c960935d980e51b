package io.advicly.calendly.destination.operator;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.text.CleanText;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// Which destinations an operator wants to see, out of the query.
public class DestinationSearch {

    /// In which a destination may be.
    enum State {
        ACTIVE("NOT d.paused AND d.held_at IS NULL AND d.failing_since IS NULL"),
        FAILING("d.failing_since IS NOT NULL AND NOT d.paused AND d.held_at IS NULL"),
        HELD("d.held_at IS NOT NULL AND NOT d.paused"),
        PAUSED("d.paused"),
        /// Any but active.
        TROUBLE("(d.paused OR d.held_at IS NOT NULL OR d.failing_since IS NOT NULL)");

        final String condition;

        State(String condition) {
            this.condition = condition;
        }
    }

    @QueryParam("tenant")
    @Nullable String tenant;

    /// `active`, `failing`, `held`, `paused`, or `trouble` for any but active.
    @QueryParam("state")
    @Nullable String state;

    @QueryParam("limit")
    @Nullable String limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    int size() {
        return QueryParameters.limit(limit);
    }

    @Nullable State wanted() {
        return state == null ? null : QueryParameters.oneOf("state", State.class, state);
    }

    /// PostgreSQL has no text with U+0000 in it.
    @Nullable String cleanTenant() {
        return CleanText.ofNullable(tenant);
    }

    @Nullable Cursor after() {
        return QueryParameters.after(cursor);
    }
}
