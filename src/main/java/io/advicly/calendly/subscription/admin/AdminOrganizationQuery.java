package io.advicly.calendly.subscription.admin;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.ListConditions;
import io.advicly.calendly.platform.list.QueryParameters;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// Which organizations an operator wants to see, out of the query.
public class AdminOrganizationQuery {

    @QueryParam("organization")
    @Nullable String organization;

    @QueryParam("limit")
    @Nullable String limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    int size() {
        return QueryParameters.limit(limit);
    }

    /// Newest first.
    ListConditions filters() {
        Cursor after = cursor == null ? null : QueryParameters.cursor(cursor);
        return new ListConditions()
                .equal("organizationUri", organization)
                .before("createdAt", after);
    }
}
