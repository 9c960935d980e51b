package io.advicly.calendly.connection.admin;

import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.ListConditions;
import io.advicly.calendly.platform.list.QueryParameters;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// Which connections an operator wants to see, out of the query.
public class AdminConnectionQuery {

    @QueryParam("tenant")
    @Nullable String tenant;

    @QueryParam("user")
    @Nullable String user;

    @QueryParam("status")
    @Nullable String status;

    @QueryParam("organization")
    @Nullable String organization;

    @QueryParam("account")
    @Nullable String account;

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
                .equal("tenantId", tenant)
                .equal("userId", user)
                .equal(
                        "status",
                        status == null
                                ? null
                                : QueryParameters.oneOf("status", ConnectionStatus.class, status))
                .equal("calendlyOrganizationUri", organization)
                .equal("calendlyUserUri", account)
                .before("createdAt", after);
    }
}
