package io.advicly.calendly.subscription.keys;

import io.advicly.calendly.security.cipher.SecretString;
import java.util.List;
import java.util.UUID;

/// A subscription and the keys that may have signed its deliveries, most likely first.
public record SubscriptionKeys(
        UUID subscriptionId, String organizationUri, List<SecretString> keys) {}
