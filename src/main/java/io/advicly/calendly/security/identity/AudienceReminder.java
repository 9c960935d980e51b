package io.advicly.calendly.security.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// Says at the start when tokens of any audience are good here. The contract does not demand an
/// audience, as many issuers serve one product alone; whoever shares an issuer has to name one.
@ApplicationScoped
class AudienceReminder {

    private static final Logger LOG = Logger.getLogger(AudienceReminder.class);
    private static final String KEY = "quarkus.oidc.token.audience";

    private final Config config;

    AudienceReminder(Config config) {
        this.config = config;
    }

    void onStart(@Observes StartupEvent start) {
        if (config.getOptionalValue(KEY, String.class).filter(it -> !it.isBlank()).isEmpty()) {
            LOG.warnf(
                    "%s is not set: tokens that the issuer made for any other service are accepted too."
                            + " Set it to the aud of tokens meant for this service, or to any.",
                    KEY);
        }
    }
}
