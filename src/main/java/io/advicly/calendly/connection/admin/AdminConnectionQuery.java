package io.advicly.calendly.connection.admin;

import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.ListConditions;
import io.advicly.calendly.platform.list.QueryParameters;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which connections an operator wants to see, out of the query.
public class AdminConnectionQuery {

    /// By an index each.
    private static final String SEARCH =
            "userId = :q or tenantId = :q or calendlyUserUri = :q or calendlyOrganizationUri = :q"
                    + " or lower(userId) like :qBegin escape '!'";

    /// Not for whoever may see no persons: an address could be guessed letter by letter.
    private static final String SEARCH_OF_PERSONS =
            SEARCH + " or lower(providerAccountEmail) like :qBegin escape '!'";

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

    /// Part of what is known of a connection: a user, a tenant, an account's or an organization's
    /// URI, an id; or how an e-mail address or a user begins.
    @QueryParam("q")
    @Nullable String q;

    @QueryParam("limit")
    @Nullable String limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    private @Nullable UUID id() {
        try {
            return q == null ? null : UUID.fromString(q.strip());
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }

    int size() {
        return QueryParameters.limit(limit);
    }

    /// Newest first.
    ListConditions filters(boolean persons) {
        Cursor after = QueryParameters.after(cursor);
        UUID wanted = id();
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
                .equal("id", wanted)
                .anyOf(persons ? SEARCH_OF_PERSONS : SEARCH, "q", wanted == null ? q : null)
                .before("createdAt", after);
    }
}
