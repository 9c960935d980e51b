package io.advicly.calendly.subscription.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.subscription.knowledge.AccountKnowledge;
import io.advicly.calendly.subscription.knowledge.GrantKnowledge;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.record.SubscriptionRow;
import io.advicly.calendly.subscription.signing.AdminSigningView;
import io.advicly.calendly.subscription.signing.RefusedSignatures;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An organization as its controller sees it. No keys, no addresses of ours, which are secrets of a
/// kind.
///
/// @param desired who should have a subscription of their own, as of the last look
/// @param held our subscriptions that are not deleted
/// @param listed what Calendly listed at the last look, others' included
/// @param accounts what Calendly's answers have taught about accounts
/// @param dueAt when it is looked at next; null for never, unless something happens
/// @param attempts looks in a row that left something undone
/// @param claimedUntil set while a process reconciles it
/// @param gapSince since when deliveries may have been missed
/// @param seenAt when the look began that `desired` and `listed` are of: one that failed since has
///   seen nothing newer
/// @param refused those of `held` whose deliveries are all refused for their key
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record AdminOrganizationView(
        String uri,
        List<Owner> desired,
        List<AdminSubscriptionView> held,
        List<Listed> listed,
        List<KnownAccount> accounts,
        @Nullable Instant dueAt,
        int attempts,
        @Nullable Instant claimedUntil,
        @Nullable Instant gapSince,
        @Nullable Instant servedSince,
        @Nullable String lastOutcome,
        @Nullable Instant lastOutcomeAt,
        @Nullable Instant seenAt,
        List<AdminSigningView.Refused> refused) {

    /// @param userUri null for the whole organization
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Owner(String scope, @Nullable String userUri) {}

    /// @param ours whether it leads to this service, or is known by its URI
    /// @param good whether it delivers all that is wanted, and can be verified
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Listed(
            String uri,
            String scope,
            @Nullable String userUri,
            boolean active,
            @Nullable Instant retryStartedAt,
            boolean ours,
            boolean good) {}

    /// @param role `admin` or `member`; null while nobody has asked
    /// @param refusal what Calendly said when it refused to create a subscription with a grant of
    ///   its, last
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KnownAccount(
            String uri,
            @Nullable String role,
            @Nullable Instant roleAt,
            @Nullable String refusal,
            @Nullable Instant refusedUntil) {}

    /// @param nextCursor null on the last page
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "OrganizationPage")
    public record Page(List<AdminOrganizationView> organizations, @Nullable String nextCursor) {}

    /// @param held subscriptions that are not deleted, by their organizations
    static AdminOrganizationView of(
            OrganizationViewRow row,
            Map<String, List<SubscriptionRow>> held,
            List<RefusedSignatures> refused) {
        JsonObject seen = new JsonObject(row.seen);
        return new AdminOrganizationView(
                row.organizationUri,
                all(seen, "desired").map(AdminOrganizationView::owner).toList(),
                held.getOrDefault(row.organizationUri, List.of()).stream()
                        .map(AdminSubscriptionView::of)
                        .toList(),
                all(seen, "listed").map(AdminOrganizationView::listed).toList(),
                OrganizationClaim.accounts(row.accounts).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(known -> account(known.getKey(), known.getValue()))
                        .toList(),
                row.dueAt,
                row.attempts,
                row.claimedUntil,
                row.gapSince,
                row.servedSince,
                row.lastOutcome,
                row.lastOutcomeAt,
                time(seen.getString("at")),
                refused.stream()
                        .filter(it -> it.organizationUri().equals(row.organizationUri))
                        .map(AdminSigningView.Refused::of)
                        .toList());
    }

    private static Stream<JsonObject> all(JsonObject seen, String field) {
        return seen.getJsonArray(field, new JsonArray()).stream().map(JsonObject.class::cast);
    }

    private static Owner owner(JsonObject json) {
        return new Owner(json.getString("scope"), json.getString("user_uri"));
    }

    private static Listed listed(JsonObject json) {
        return new Listed(
                json.getString("uri"),
                json.getString("scope"),
                json.getString("user_uri"),
                json.getBoolean("active"),
                time(json.getString("retry_started_at")),
                json.getBoolean("ours"),
                json.getBoolean("good"));
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static KnownAccount account(String uri, AccountKnowledge known) {
        GrantKnowledge refused =
                known.grants().values().stream()
                        .filter(it -> it.refusedUntil() != null)
                        .max(Comparator.comparing(GrantKnowledge::refusedUntil))
                        .orElse(GrantKnowledge.NOTHING);
        return new KnownAccount(
                uri,
                known.role() == Role.UNKNOWN ? null : known.role().name().toLowerCase(Locale.ROOT),
                known.roleAt(),
                refused.refusal(),
                refused.refusedUntil());
    }
}
