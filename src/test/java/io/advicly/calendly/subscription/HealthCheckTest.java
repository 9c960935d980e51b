package io.advicly.calendly.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.calendly.WebhookSubscription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private static final Instant SINCE = Instant.parse("2026-02-01T08:00:00Z");

    @Test
    void tellsADisabledOneFromALivingOne() {
        assertThat(HealthCheck.judge(seen(true, null))).isEqualTo(new Health.Alive(null));
        assertThat(HealthCheck.judge(seen(true, SINCE))).isEqualTo(new Health.Alive(SINCE));
        assertThat(HealthCheck.judge(seen(false, SINCE))).isInstanceOf(Health.Lost.class);
    }

    private static WebhookSubscription seen(boolean active, @Nullable Instant retryStartedAt) {
        return new WebhookSubscription(
                "uri",
                "url",
                new SubscriptionOwner.Organization("acme"),
                List.of(),
                active,
                retryStartedAt,
                null);
    }
}
