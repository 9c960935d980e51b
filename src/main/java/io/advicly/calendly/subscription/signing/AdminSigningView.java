package io.advicly.calendly.subscription.signing;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Whose key signs, as far as deliveries have told.
///
/// @param signsWith `application`, `subscription`, `both` or `unknown`
/// @param applicationKeySet whether an application's key is configured
/// @param refused subscriptions whose deliveries are all refused for their key
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record AdminSigningView(
        String signsWith,
        String says,
        boolean applicationKeySet,
        List<Way> ways,
        List<Refused> refused) {

    /// @param deliveries how many were counted until it was found
    /// @param foundAt null while too few deliveries say so
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "SigningWay")
    public record Way(String way, long deliveries, @Nullable Instant foundAt) {}

    /// @param confirmed whether Calendly says that it repeats deliveries to it; else somebody may
    ///   forge
    /// @param says what is the matter, and to be done
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Refused(
            UUID subscriptionId,
            String organizationUri,
            Instant since,
            Instant lastAt,
            long deliveries,
            boolean confirmed,
            @Nullable String says) {

        public static Refused of(RefusedSignatures it) {
            return new Refused(
                    it.subscriptionId(),
                    it.organizationUri(),
                    it.since(),
                    it.lastAt(),
                    it.deliveries(),
                    it.confirmed(),
                    it.says());
        }
    }

    static AdminSigningView of(
            List<SigningTable.Way> ways,
            boolean applicationKeySet,
            List<RefusedSignatures> refused) {
        Set<SigningWay> found =
                ways.stream()
                        .filter(way -> way.foundAt() != null)
                        .map(SigningTable.Way::way)
                        .collect(Collectors.toSet());
        return new AdminSigningView(
                switch (found.size()) {
                    case 0 -> "unknown";
                    case 1 -> found.iterator().next().code();
                    default -> "both";
                },
                says(found),
                applicationKeySet,
                ways.stream()
                        .map(it -> new Way(it.way().code(), it.deliveries(), it.foundAt()))
                        .toList(),
                refused.stream().map(Refused::of).toList());
    }

    private static String says(Set<SigningWay> found) {
        return switch (found.size()) {
            case 0 ->
                    "Not known yet: the first delivery that only the application's key verifies tells, or the first %d that"
                                    .formatted(SigningWay.SUBSCRIPTION.enough)
                            + " a subscription's own key does.";
            case 1 -> "Calendly signs with %s.".formatted(found.iterator().next().says);
            default ->
                    "Calendly has signed in both ways: calendly.webhook.application-keys must stay set.";
        };
    }
}
