package io.advicly.calendly.webhook;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/// The settings as an installation would have them.
public final class Settings {

    private Settings() {}

    public static WebhookSettings of(Map<String, String> configured) {
        return new SmallRyeConfigBuilder()
                .withMapping(WebhookSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withDefaultValues(configured)
                .build()
                .getConfigMapping(WebhookSettings.class);
    }
}
