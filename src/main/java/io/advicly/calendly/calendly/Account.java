package io.advicly.calendly.calendly;

import org.jspecify.annotations.Nullable;

/// A Calendly user in a Calendly organization.
public record Account(
        String uri,
        String organizationUri,
        @Nullable String name,
        @Nullable String email,
        @Nullable String timezone) {}
