package io.advicly.calendly.connection;

import org.jspecify.annotations.Nullable;

/// The account that a connection links to, as Calendly described it last.
public record LinkedAccount(
        String uri,
        String organizationUri,
        @Nullable String name,
        @Nullable String email,
        @Nullable String timezone) {}
