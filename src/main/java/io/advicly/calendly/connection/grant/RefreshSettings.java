package io.advicly.calendly.connection.grant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// When grants are refreshed without anybody asking.
@ConfigMapping(prefix = "calendly.refresh")
public interface RefreshSettings {

    /// How often a replica looks for tokens that are due.
    @WithDefault("15s")
    Duration every();

    /// After which share of its life a token is due.
    @WithDefault("80")
    @Min(20)
    @Max(90)
    int atPercent();

    /// By how many percent of its life the time of a refresh is varied, so that refreshes do not
    /// bunch.
    @WithDefault("5")
    @Min(0)
    @Max(10)
    int spreadPercent();

    /// How many tokens a replica refreshes at one go.
    @WithDefault("500")
    @Min(1)
    int batch();

    /// How many tokens a replica refreshes at the same time.
    @WithDefault("4")
    @Min(1)
    @Max(16)
    int concurrency();

    /// Token calls of one connection in any minute. Calendly allows 8 per user
    /// (docs/calendly-api.md 1.3).
    @WithDefault("8")
    @Min(2)
    int callsPerMinute();
}
