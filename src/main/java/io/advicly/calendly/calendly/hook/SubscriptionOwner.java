package io.advicly.calendly.calendly.hook;

/// Whose events a subscription delivers.
public sealed interface SubscriptionOwner {

    String organizationUri();

    /// All events of an organization.
    record Organization(String organizationUri) implements SubscriptionOwner {}

    /// The events of one member of an organization.
    record Member(String organizationUri, String userUri) implements SubscriptionOwner {}
}
