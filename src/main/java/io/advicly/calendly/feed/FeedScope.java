package io.advicly.calendly.feed;

/// Whose events are read.
public sealed interface FeedScope {

    /// Those of all tenants.
    record AllTenants() implements FeedScope {}

    /// Those of one.
    record OneTenant(String tenantId) implements FeedScope {}
}
