package io.advicly.calendly.connection.grant;

import io.advicly.calendly.connection.TokenLife;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// Says when a token that is stored now is due.
@ApplicationScoped
class TokenSchedule {

    private final RefreshSettings settings;

    TokenSchedule(RefreshSettings settings) {
        this.settings = settings;
    }

    Instant dueAt(TokenLife life) {
        return life.renewAt(
                settings.atPercent(),
                settings.spreadPercent(),
                ThreadLocalRandom.current().nextDouble());
    }
}
