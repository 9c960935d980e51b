package io.advicly.calendly.subscription;

import io.advicly.calendly.security.SecretString;
import java.util.List;
import java.util.UUID;

/// A subscription and the keys that may have signed its deliveries, most likely first.
public record SubscriptionKeys(
        UUID subscriptionId, String organizationUri, List<SecretString> keys) {}
