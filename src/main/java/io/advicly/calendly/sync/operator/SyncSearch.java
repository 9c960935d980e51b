package io.advicly.calendly.sync.operator;

import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.sync.job.SyncKind;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// Which syncs an operator wants to see, out of the query.
public class SyncSearch {

    /// In which a sync may be.
    enum State {
        RUNNING("pending", " AND j.claimed_in IS NOT NULL"),
        WAITING("pending", " AND j.claimed_in IS NULL"),
        DONE("done", ""),
        FAILED("failed", "");

        final String stored;
        final String condition;

        State(String stored, String condition) {
            this.stored = stored;
            this.condition = condition;
        }
    }

    /// `running`, `waiting`, `done` or `failed`.
    @QueryParam("state")
    @Nullable String state;

    @QueryParam("kind")
    @Nullable String kind;

    @QueryParam("tenant")
    @Nullable String tenant;

    @QueryParam("user")
    @Nullable String user;

    @QueryParam("connection")
    @Nullable String connection;

    /// When they were stored: from inclusive, to exclusive.
    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;

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

    @Nullable SyncKind wantedKind() {
        return kind == null ? null : QueryParameters.oneOf("kind", SyncKind.class, kind);
    }
}
