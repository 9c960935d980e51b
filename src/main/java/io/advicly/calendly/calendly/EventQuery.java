package io.advicly.calendly.calendly;

import java.time.Instant;

/// Scheduled events of one account by start time, `from` inclusive. Always names the organization:
/// a user alone would bring the events of former employers too (calendly-api 1.11).
public record EventQuery(String organizationUri, String userUri, Instant from, Instant to) {}
