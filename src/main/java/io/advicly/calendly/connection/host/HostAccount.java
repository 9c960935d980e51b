package io.advicly.calendly.connection.host;

/// An account that hosts an event of an organization.
public record HostAccount(String organizationUri, String accountUri) {}
