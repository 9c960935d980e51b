package io.advicly.calendly.lifecycle.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.connection.RefreshTrouble;
import io.advicly.calendly.connection.admin.AdminConnectionView;
import io.advicly.calendly.connection.consent.WantedScopes;
import io.advicly.calendly.subscription.record.Subscription;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All that is known of one connection, without its secrets.
///
/// @param status and reason what its user is shown
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionDetail(
        AdminConnectionView connection,
        String status,
        @Nullable String reason,
        Scopes scopes,
        GrantLife grant,
        @Nullable Membership organization,
        @Nullable Serving subscription,
        Reading sync) {

    /// @param granted empty where Calendly has not said it
    /// @param missing what is wanted and was not granted
    @RegisterForReflection
    public record Scopes(List<String> wanted, List<String> granted, List<String> missing) {}

    /// @param trouble what Calendly said when it did not renew the grant
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GrantLife(
            boolean stored,
            @Nullable Instant expiresAt,
            @Nullable Instant renewedAt,
            @Nullable Instant nextRenewalAt,
            @Nullable String trouble,
            @Nullable Instant troubleSince) {}

    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Membership(
            String uri,
            @Nullable String role,
            @Nullable Instant roleAt,
            @Nullable Instant dueAt,
            @Nullable Instant gapSince,
            @Nullable String outcome) {}

    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Serving(
            UUID id,
            String scope,
            String status,
            boolean carried,
            @Nullable String lastError,
            @Nullable Instant checkedAt) {}

    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reading(
            String status,
            @Nullable Instant lastAt,
            @Nullable String error,
            @Nullable Instant dueAt,
            @Nullable Instant nightlyAt,
            long meetings) {}

    static ConnectionDetail of(AdminConnectionView view, Facts facts, List<String> wanted) {
        return new ConnectionDetail(
                view,
                facts.shown().status(),
                facts.shown().reason(),
                scopes(wanted, facts.token().scope()),
                grant(facts),
                membership(facts),
                facts.serving().map(it -> serving(facts, it)).orElse(null),
                reading(facts.sync()));
    }

    static Scopes scopes(List<String> wanted, @Nullable String said) {
        List<String> granted = said == null ? List.of() : WantedScopes.read(said);
        List<String> missing =
                granted.isEmpty()
                        ? List.of()
                        : wanted.stream().filter(it -> !granted.contains(it)).toList();
        return new Scopes(wanted, granted, missing);
    }

    private static GrantLife grant(Facts facts) {
        RefreshTrouble trouble = facts.connection().refreshTrouble();
        return new GrantLife(
                facts.connection().hasGrant(),
                facts.token().expiresAt(),
                facts.token().renewedAt(),
                facts.token().nextRenewalAt(),
                trouble == null ? null : trouble.words(),
                trouble == null ? null : trouble.since());
    }

    private static @Nullable Membership membership(Facts facts) {
        if (facts.connection().account() == null) {
            return null;
        }
        String role = facts.account().role();
        return new Membership(
                facts.connection().account().organizationUri(),
                role == null ? null : role.toLowerCase(Locale.ROOT),
                facts.account().roleAt(),
                facts.organization().dueAt(),
                facts.organization().gapSince(),
                facts.organization().outcome());
    }

    private static Serving serving(Facts facts, Subscription serving) {
        return new Serving(
                serving.id(),
                serving.scope(),
                serving.state().name().toLowerCase(Locale.ROOT),
                facts.connection().id().equals(serving.carrier()),
                serving.lastError(),
                serving.checkedAt());
    }

    private static Reading reading(Facts.Sync sync) {
        return new Reading(
                sync.status(),
                sync.lastAt(),
                sync.error(),
                sync.dueAt(),
                sync.nightlyAt(),
                sync.meetings());
    }
}
