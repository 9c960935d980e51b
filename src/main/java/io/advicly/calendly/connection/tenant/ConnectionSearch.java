package io.advicly.calendly.connection.tenant;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.ListConditions;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.security.identity.EmailAddress;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which connections a backend wants to see.
///
/// @param status as it is shown
/// @param email of the account, in lower case
public record ConnectionSearch(
        @Nullable String user,
        @Nullable String status,
        @Nullable String organization,
        @Nullable String email,
        @Nullable Instant updatedSince,
        int limit,
        @Nullable Cursor after) {

    private static final Set<String> STATUSES =
            Set.of("active", "degraded", "needs_reconnect", "disconnected");

    /// @throws HttpProblem (400) that names the parameter and says what it wants
    public static ConnectionSearch parse(
            @Nullable String user,
            @Nullable String status,
            @Nullable String organization,
            @Nullable String email,
            @Nullable String updatedSince,
            @Nullable String limit,
            @Nullable String cursor) {
        return new ConnectionSearch(
                user,
                status == null ? null : status(status),
                organization,
                email == null ? null : email(email),
                updatedSince == null ? null : QueryParameters.time("updated_since", updatedSince),
                QueryParameters.limit(limit),
                QueryParameters.after(cursor));
    }

    private static String status(String text) {
        if (STATUSES.contains(text)) {
            return text;
        }
        throw QueryParameters.invalid(
                "status must be active, degraded, needs_reconnect or disconnected.");
    }

    private static String email(String text) {
        return EmailAddress.parse(text)
                .map(EmailAddress::value)
                .orElseThrow(() -> QueryParameters.invalid("email must be an e-mail address."));
    }

    ListConditions filters() {
        return new ListConditions()
                .equal("userId", user)
                .equal("calendlyOrganizationUri", organization)
                .where("lower(providerAccountEmail) = :email", "email", email)
                .where(
                        "id in (select t.connectionId from TellingRow t where t.told = :told)",
                        "told",
                        status)
                .where("updatedAt >= :updatedSince", "updatedSince", updatedSince)
                .before("createdAt", after);
    }
}
