package io.advicly.calendly.platform.claims;

import io.advicly.calendly.platform.chain.Patience;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// This process, as replicas know each other. Whatever it claims bears its id.
@Singleton
public class Replica {

    /// For so long after others could last tell that it lives. Shorter than they wait before they
    /// believe that it is dead, so that nothing is claimed in the name of one that is struck off.
    private static final Duration SURE_FOR = Duration.ofSeconds(2);

    /// SQL: how old a claim of this process is that it does not know of, before it takes it back.
    public static final String LOST_AFTER = "interval '5 seconds'";

    private static final Duration KNOWN_SOON = Duration.ofSeconds(3);

    private final long id = UUID.randomUUID().getMostSignificantBits();
    private final LongSupplier nanos;
    private final CompletableFuture<Boolean> known = new CompletableFuture<>();
    private volatile @Nullable Long seenAt;

    @Inject
    Replica() {
        this(System::nanoTime);
    }

    Replica(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// SQL: whether a claim's owner is dead.
    ///
    /// @param owner the claim's column; one that is null never is
    public static String isDead(String owner) {
        return "(%1$s IS NOT NULL AND NOT EXISTS (SELECT FROM replicas WHERE replicas.id = %1$s))"
                .formatted(owner);
    }

    /// Who is to be noted as the owner of a claim that is made now. Nobody while others cannot tell
    /// that this process lives: such a claim ends by its time alone.
    public @Nullable Long claimant() {
        Long seen = seenAt;
        return seen == null || nanos.getAsLong() - seen > SURE_FOR.toNanos() ? null : id;
    }

    /// Who has made a claim, also while others cannot tell that this process lives. What it does
    /// not know to be its own it has lost: the statement was carried out, and its answer never
    /// came. That is free for it, whoever else may not have it yet (ADR 22).
    public long number() {
        return id;
    }

    /// Answers once others know it, or when that takes too long.
    public Uni<Void> known() {
        return Patience.of(
                        KNOWN_SOON,
                        Uni.createFrom().completionStage(known.minimalCompletionStage()))
                .recoverWithItem(false)
                .replaceWithVoid();
    }

    long id() {
        return id;
    }

    /// Others can tell that it lives.
    void seen() {
        seenAt = nanos.getAsLong();
        known.complete(true);
    }

    /// Others cannot tell any more.
    void unseen() {
        seenAt = null;
    }
}
