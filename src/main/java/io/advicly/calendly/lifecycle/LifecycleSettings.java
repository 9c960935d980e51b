package io.advicly.calendly.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/// Where browsers come back to.
@ConfigMapping(prefix = "calendly")
public interface LifecycleSettings {

    /// The base URL under which browsers reach this service.
    @WithName("public-url")
    Optional<String> publicUrl();

    ReturnTo returnTo();

    /// Addresses in the product.
    interface ReturnTo {

        /// Origins (`https://app.example.com`) that `return_to` may have.
        Optional<List<String>> allowed();

        /// Where to go back to when a request does not say; the public URL when this is left out.
        @WithName("default")
        Optional<String> fallback();
    }
}
