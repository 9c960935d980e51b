package io.advicly.calendly.meeting;

import java.util.List;
import java.util.UUID;

/// An event whose link to join is due to be looked up.
///
/// @param attempts this one included
/// @param connections those that see the event
public record LinkLookup(
        String eventUri, String organizationUri, int attempts, List<UUID> connections) {}
