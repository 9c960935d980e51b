package io.advicly.calendly.subscription.claim;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a run writes down when it ends.
///
/// @param untilNext when the organization is looked at again; null for never, unless somebody marks
///   it
/// @param undone whether something is left to do
/// @param served the connections that are served now
/// @param needed the connections of accounts that were moved whose grants are needed here yet
/// @param accounts what is known of accounts, as JSON
/// @param seen what was desired and listed, as JSON, for operators
/// @param outcome in words, for operators
public record OrganizationSettlement(
        @Nullable Duration untilNext,
        boolean undone,
        Set<UUID> served,
        Set<UUID> needed,
        String accounts,
        String seen,
        String outcome) {}
