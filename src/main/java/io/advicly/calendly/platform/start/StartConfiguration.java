package io.advicly.calendly.platform.start;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.runtime.configuration.RuntimeConfigBuilder;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/// The configuration before anything is started, and what is wrong with it.
///
/// It is put together as Quarkus does a moment later: the same sources in the same order. Limits on
/// numbers (`@Min`, `@Max`) are left to Quarkus, which says them in a line each too.
public final class StartConfiguration {

    /// As in the converters' own `@Priority`.
    private static final int CONVERTER_PRIORITY = 200;

    private final Config values = builder().build();
    private final List<String> complaints = new ArrayList<>();

    private StartConfiguration() {}

    public static StartConfiguration read() {
        return new StartConfiguration();
    }

    /// Everything that is set, as text.
    public Config values() {
        return values;
    }

    /// Has a feature look at its settings.
    ///
    /// @param prefix the one in the settings' `@ConfigMapping`, which an executable cannot read
    public <T> StartConfiguration check(
            Class<T> settings, String prefix, Function<T, ConfigurationCheck> check) {
        try {
            T read =
                    builder()
                            .withMapping(settings, prefix)
                            .build()
                            .getConfigMapping(settings, prefix);
            return check(check.apply(read));
        } catch (ConfigValidationException unreadable) {
            complaints.addAll(ConfigurationErrors.of(unreadable));
            return this;
        }
    }

    public StartConfiguration check(ConfigurationCheck check) {
        complaints.addAll(check.complaints());
        return this;
    }

    /// Settings of which every value that can be read makes sense.
    public <T> StartConfiguration read(Class<T> settings, String prefix) {
        return check(settings, prefix, read -> List::of);
    }

    public List<String> complaints() {
        return complaints.stream().distinct().toList();
    }

    private static SmallRyeConfigBuilder builder() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new RuntimeConfigBuilder().configBuilder(builder);
        // Found by a service loader, an executable has none.
        return builder.withSources(new PropertiesLocationConfigSourceFactory())
                .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
                .withConverter(MemorySize.class, CONVERTER_PRIORITY, new MemorySizeConverter())
                .withValidateUnknown(false);
    }
}
