package io.advicly.calendly.subscription.signing;

import io.advicly.calendly.subscription.SubscriptionSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/// Warns where the application's key is not configured: the service starts without it, as it is of
/// no use where Calendly signs with the keys of subscriptions.
@Singleton
class ApplicationKeyCheck {

    private static final Logger LOG = Logger.getLogger(ApplicationKeyCheck.class);

    private final SubscriptionSettings settings;

    ApplicationKeyCheck(SubscriptionSettings settings) {
        this.settings = settings;
    }

    void warn(@Observes StartupEvent start) {
        if (!isSet()) {
            LOG.warn(
                    "signing.no_application_key calendly.webhook.application-keys"
                            + " (CALENDLY_WEBHOOK_APPLICATION_KEYS) is not set: where Calendly signs with the"
                            + " application's key, as it documents, every delivery is refused, and subscriptions"
                            + " are disabled within a day");
        }
    }

    boolean isSet() {
        return settings.applicationKeys().stream()
                .flatMap(List::stream)
                .anyMatch(key -> !key.isBlank());
    }
}
