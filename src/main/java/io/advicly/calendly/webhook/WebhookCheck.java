package io.advicly.calendly.webhook;

import io.advicly.calendly.platform.start.ConfigurationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Deliveries are kept for as long as Calendly may repeat them, and as their signature is good
/// (docs/calendly-api.md 1.8): one that was deleted before would be taken for new, whoever sends
/// it. Pure.
@ApplicationScoped
public class WebhookCheck implements ConfigurationCheck {

    private static final Duration REPEATED_FOR = Duration.ofHours(24);

    /// More than `t` may lie in the future when it is first accepted, and than clocks may differ.
    private static final Duration MARGIN = Duration.ofHours(1);

    private final WebhookSettings settings;

    public WebhookCheck(WebhookSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<String> complaints() {
        WebhookSettings.Retention retention = settings.retention();
        return Stream.of(complaint("done", retention.done()), complaint("dead", retention.dead()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> complaint(String key, Duration kept) {
        Duration good = settings.tolerance().plus(MARGIN);
        Duration least = good.compareTo(REPEATED_FOR) > 0 ? good : REPEATED_FOR;
        return kept.compareTo(least) < 0
                ? Optional.of(
                        ("calendly.webhook.retention.%s must be %s or longer: Calendly repeats a delivery"
                                        + " for 24h, and one that was deleted while its signature is good"
                                        + " (calendly.webhook.tolerance, and an hour) is taken for new")
                                .formatted(key, text(least)))
                : Optional.empty();
    }

    private static String text(Duration duration) {
        return duration.toSecondsPart() > 0
                ? duration.toSeconds() + "s"
                : duration.toMinutesPart() > 0
                        ? duration.toMinutes() + "m"
                        : duration.toHours() + "h";
    }
}
