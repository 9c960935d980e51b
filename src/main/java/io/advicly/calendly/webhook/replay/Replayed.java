package io.advicly.calendly.webhook.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How many deliveries are going to be worked off once more.
///
/// @param id of the replay, whose progress can be asked for; left out where one delivery was asked
///   for, or a count alone
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Replayed(@Nullable UUID id, long count) {}
