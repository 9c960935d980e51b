package io.advicly.calendly.webhook;

import io.advicly.calendly.platform.ConfigurationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/// Deliveries are kept for as long as Calendly may repeat them (calendly-api 1.8).
@ApplicationScoped
public class WebhookCheck implements ConfigurationCheck {

    private static final Duration REPEATED_FOR = Duration.ofHours(24);

    private final WebhookSettings settings;

    public WebhookCheck(WebhookSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<String> complaints() {
        WebhookSettings.Retention retention = settings.retention();
        return retention.done().compareTo(REPEATED_FOR) < 0
                ? List.of(
                        "calendly.webhook.retention.done must be 24h or longer: Calendly repeats a delivery"
                                + " for that long, and one that was deleted meanwhile is taken for new")
                : List.of();
    }
}
