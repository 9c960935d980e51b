package io.advicly.calendly.security.identity;

/// Who calls: a user inside a tenant. Every row that belongs to somebody is looked up with both.
public record Caller(String tenantId, String userId) {}
