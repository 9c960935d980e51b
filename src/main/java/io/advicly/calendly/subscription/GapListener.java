package io.advicly.calendly.subscription;

import io.smallrye.mutiny.Uni;

/// Is told that deliveries of an organization may be missing.
public interface GapListener {

    /// Called before a lost subscription is replaced and again afterwards; stores what it needs.
    Uni<Void> deliveriesMissing(String organizationUri);
}
