package io.advicly.calendly.subscription.admin;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.ListConditions;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.subscription.record.SubscriptionRow;
import io.advicly.calendly.subscription.record.SubscriptionState;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// Which subscriptions an operator wants to see, out of the query.
public class AdminSubscriptionQuery {

    @QueryParam("organization")
    @Nullable String organization;

    @QueryParam("account")
    @Nullable String account;

    @QueryParam("scope")
    @Nullable String scope;

    @QueryParam("state")
    @Nullable String state;

    @QueryParam("limit")
    @Nullable String limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    int size() {
        return QueryParameters.limit(limit);
    }

    /// Newest first.
    ListConditions filters() {
        Cursor after = QueryParameters.after(cursor);
        return new ListConditions()
                .equal("organizationUri", organization)
                .equal("userUri", account)
                .equal("scope", scope == null ? null : scope(scope))
                .equal(
                        "state",
                        state == null
                                ? null
                                : QueryParameters.oneOf("state", SubscriptionState.class, state))
                .before("createdAt", after);
    }

    private static String scope(String text) {
        if (text.equals(SubscriptionRow.ORGANIZATION) || text.equals(SubscriptionRow.USER)) {
            return text;
        }
        throw QueryParameters.invalid("scope must be one of organization, user.");
    }
}
