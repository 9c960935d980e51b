package io.advicly.calendly.calendly.settings;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// How patient this service is with Calendly. The time to connect is the HTTP clients' own setting.
@ConfigMapping(prefix = "calendly.http")
public interface HttpSettings {

    /// The longest that a call to Calendly may take, its repetitions and pauses included. Leases
    /// are longer.
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration callTimeout();

    /// How often a call that is safe to repeat is repeated.
    @WithDefault("2")
    @Min(0)
    @Max(5)
    int retries();

    /// The pause before the first repetition; it doubles, and half of it is random.
    @WithDefault("200ms")
    Duration backOff();

    /// The longest pause between two repetitions.
    @WithDefault("2s")
    Duration maxBackOff();

    /// How long to wait for a rate limit to reset; a later reset is the caller's to wait for.
    @WithDefault("3s")
    Duration maxRateLimitWait();

    /// How many bytes of an answer are read; more of them are none.
    @WithDefault("8M")
    MemorySize maxAnswer();

    /// How many bytes of all answers may be in memory while they come in.
    @WithDefault("48M")
    MemorySize maxAnswers();

    /// When to stop calling a host that is down. Each host has a breaker of its own.
    Breaker breaker();

    /// Settings of a circuit breaker.
    interface Breaker {

        /// How many calls to a host the circuit breaker looks at.
        @WithDefault("20")
        @Min(1)
        int calls();

        /// The share of them that has to fail for the breaker to open.
        @WithDefault("0.5")
        @DecimalMin("0.01")
        @DecimalMax("1.0")
        double failureRatio();

        /// How long it stays open before one call is let through to try.
        @WithDefault("5s")
        Duration openFor();
    }
}
