package io.advicly.calendly.subscription.admin;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.ListConditions;
import io.advicly.calendly.platform.list.QueryParameters;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// Which organizations an operator wants to see, out of the query.
public class AdminOrganizationQuery {

    /// What may be the matter with an organization, each found by an index.
    private enum Trouble {
        RETRYING(
                "organizationUri in (select s.organizationUri from SubscriptionRow s where s.retryStartedAt is not null and s.isActive)"),
        GAP(
                "organizationUri in (select c.calendlyOrganizationUri from ConnectionRow c"
                        + " join OpenGapRow g on g.connectionId = c.id where g.servedSince is null"
                        + " or (g.servedSince > g.gapSince and c.status = ACTIVE))"),
        UNFINISHED("attempts > 0"),
        DISABLED(holding("DISABLED")),
        REFUSED(holding("REFUSED")),
        PLAN_NOT_ALLOWED(holding("PLAN_NOT_ALLOWED")),
        ORPHANED(holding("ORPHANED"));

        private final String condition;

        Trouble(String condition) {
            this.condition = condition;
        }

        private static String holding(String state) {
            return "organizationUri in (select s.organizationUri from SubscriptionRow s where s.state = "
                    + state
                    + ")";
        }
    }

    @QueryParam("organization")
    @Nullable String organization;

    /// `retrying`: Calendly repeats deliveries, and disables a subscription a day after that began;
    /// `gap`: deliveries may have been missed; `unfinished`: the last look left something undone;
    /// `disabled`, `refused`, `plan_not_allowed`, `orphaned`: a subscription is in that state.
    @QueryParam("trouble")
    @Nullable String trouble;

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
                .that(
                        trouble == null
                                ? null
                                : QueryParameters.oneOf("trouble", Trouble.class, trouble)
                                        .condition)
                .before("createdAt", after);
    }
}
