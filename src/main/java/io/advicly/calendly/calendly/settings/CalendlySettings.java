package io.advicly.calendly.calendly.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// How this service is known to Calendly, and where Calendly is. `StartCheck` says what is wrong.
@ConfigMapping(prefix = "calendly")
public interface CalendlySettings {

    /// The OAuth application's client id.
    Optional<String> clientId();

    /// The OAuth application's client secret.
    Optional<String> clientSecret();

    /// Calendly's OAuth host, or any look-alike.
    @WithDefault("https://auth.calendly.com")
    String authUrl();

    /// Calendly's API host, or any look-alike.
    @WithDefault("https://api.calendly.com")
    String apiUrl();

    /// What to ask for, space separated; empty sends no scope at all, which apps made before March
    /// 2026 need (docs/calendly-api.md 1.4).
    @WithDefault("users:read scheduled_events:read webhooks:read webhooks:write")
    Optional<String> scopes();

    /// The base URL under which Calendly and browsers reach this service.
    Optional<String> publicUrl();
}
