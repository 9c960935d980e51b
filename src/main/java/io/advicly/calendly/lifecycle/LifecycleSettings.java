package io.advicly.calendly.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/// Where browsers come back to.
@ConfigMapping(prefix = "calendly")
public interface LifecycleSettings {

    /// The base URL under which browsers reach this service.
    @WithName("public-url")
    Optional<String> publicUrl();

    ReturnTo returnTo();

    Connect connect();

    /// How often a user may ask to connect.
    interface Connect {

        /// How often a user may ask to connect in each window; counted over all replicas.
        @WithDefault("120")
        @Min(1)
        @Max(100_000)
        int attempts();

        /// How long such a window is, from the first attempt on.
        @WithDefault("10m")
        @DurationMin(seconds = 1)
        Duration window();
    }

    /// Addresses in the product.
    interface ReturnTo {

        /// Origins (`https://app.example.com`) that `return_to` may have.
        Optional<List<String>> allowed();

        /// Where to go back to when a request does not say; the public URL when this is left out.
        @WithName("default")
        Optional<String> fallback();
    }
}
