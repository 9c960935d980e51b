package io.advicly.calendly.webhook;

import io.advicly.calendly.security.cipher.SecretString;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What deliveries are accepted, and how they are worked off.
@ConfigMapping(prefix = "calendly.webhook")
public interface WebhookSettings {

    /// How old the time in a signature may be. Calendly repeats for a day, and may keep the time of
    /// its first attempt; the row of a delivery, kept for longer ([WebhookCheck]), stops what is
    /// sent again.
    @WithDefault("25h")
    Duration tolerance();

    /// Signing keys of the OAuth application, comma separated: Calendly may sign with them instead
    /// of the subscription's own (docs/calendly-api.md 1.8).
    Optional<List<SecretString>> applicationKeys();

    /// The largest body of a delivery that is read.
    @WithDefault("1M")
    MemorySize maxBodySize();

    Inbox inbox();

    Worker worker();

    Retention retention();

    /// For how long deliveries are kept after they were received.
    interface Retention {

        /// For how long processed and ignored deliveries are kept. Calendly repeats a delivery for
        /// up to 24 hours, and a repeat is recognised only as long as the first one is there: no
        /// shorter than that.
        @WithDefault("7d")
        Duration done();

        /// For how long dead deliveries are kept, and subscriptions that are gone.
        @WithDefault("90d")
        Duration dead();

        /// How often old deliveries are looked for.
        @WithDefault("10m")
        Duration every();

        /// How many old deliveries are deleted with one statement.
        @WithDefault("500")
        @Min(1)
        @Max(10000)
        int batch();
    }

    /// How deliveries are stored. What does not fit is answered 503.
    interface Inbox {

        /// How many deliveries may wait in memory for their commit.
        @WithDefault("10000")
        @Min(1)
        int deliveries();

        /// How many bytes of deliveries may wait in memory for their commit.
        @WithDefault("64M")
        MemorySize memory();

        /// How many deliveries share a commit at most.
        @WithDefault("500")
        @Min(1)
        @Max(10000)
        int maxBatch();

        /// How many bytes of deliveries share a commit at most; a larger one goes alone.
        @WithDefault("4M")
        MemorySize maxBatchMemory();

        /// How many commits may be under way at the same time.
        @WithDefault("2")
        @Min(1)
        @Max(20)
        int commits();

        /// How many deliveries must wait for a commit to begin beside one under way.
        @WithDefault("16")
        @Min(1)
        @Max(10000)
        int furtherCommitAt();

        /// How long a delivery may wait for its commit, and then how long that may take. Calendly
        /// gives up after 15 s; by then it shall have its 503.
        @WithDefault("4s")
        Duration patience();
    }

    /// How stored deliveries are worked off.
    interface Worker {

        /// How many transactions work off deliveries at the same time at most. Keep it below the
        /// size of the connection pool.
        @WithDefault("8")
        @Min(1)
        @Max(100)
        int concurrency();

        /// How many deliveries share such a transaction at most.
        @WithDefault("64")
        @Min(1)
        @Max(1000)
        int group();

        /// How many deliveries are claimed with one statement at most.
        @WithDefault("256")
        @Min(1)
        @Max(1000)
        int batch();

        /// How many bytes of claimed deliveries may be in memory; a larger one is worked off alone.
        /// What is made of them while they are worked off takes several times as much.
        @WithDefault("8M")
        MemorySize memory();

        /// For how long a claimed delivery is nobody else's, unless its process dies; working it
        /// off may take half of it.
        @WithDefault("2m")
        Duration lease();

        /// After how many failed attempts a delivery is dead.
        @WithDefault("15")
        @Min(1)
        @Max(1000)
        int maxAttempts();

        /// The wait after the first failed attempt to work off a delivery; it doubles with each
        /// further one.
        @WithDefault("1s")
        Duration retryBase();

        /// The longest wait between two attempts to work off a delivery.
        @WithDefault("30m")
        Duration retryMax();
    }
}
