package io.advicly.calendly.lifecycle.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.lifecycle.LifecycleSettings;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.cipher.Hashes;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Lets a user ask to connect so often and no more: each attempt may spend a refresh token and
/// calls to Calendly, or leave a one-time state behind.
@ApplicationScoped
public class ConnectAttempts {

    private final ConnectAttemptRepository rows;
    private final LifecycleSettings.Connect settings;
    private final Clock clock;

    ConnectAttempts(ConnectAttemptRepository rows, LifecycleSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings.connect();
        this.clock = clock;
    }

    public Uni<ConnectOutcome> limit(Caller caller, Supplier<Uni<ConnectOutcome>> connect) {
        return count(caller)
                .chain(wait ->
                        wait.isZero()
                                ? connect.get()
                                : Unis.item(new ConnectOutcome.TooManyAttempts(wait)));
    }

    /// Counts one more attempt.
    ///
    /// @return how long the user has to wait; zero where this one is allowed
    public Uni<Duration> count(Caller caller) {
        Instant now = clock.instant();
        return rows.count(hash(caller), settings.attempts(), now, now.minus(settings.window()));
    }

    private static byte[] hash(Caller caller) {
        return Hashes.sha256((caller.tenantId() + '\u001f' + caller.userId()).getBytes(UTF_8));
    }
}
