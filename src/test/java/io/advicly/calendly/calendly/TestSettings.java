package io.advicly.calendly.calendly;

import io.advicly.calendly.calendly.settings.CalendlySettings;
import io.advicly.calendly.calendly.settings.HttpSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The real settings, with their real defaults, made from a few properties.
public final class TestSettings {

    private TestSettings() {}

    public static HttpSettings http(String... pairs) {
        return of(HttpSettings.class, pairs);
    }

    public static CalendlySettings calendly(String... pairs) {
        return of(CalendlySettings.class, pairs);
    }

    private static <T> T of(Class<T> mapping, String... pairs) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withDefaultValues(properties)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .build()
                .getConfigMapping(mapping);
    }
}
