package io.advicly.calendly.webhook.erasure;

import java.time.Instant;
import java.util.UUID;

/// An account that is being purged, until its user consents anew.
public record PurgedAccount(
        UUID connectionId, String organizationUri, String accountUri, Instant requestedAt) {}
