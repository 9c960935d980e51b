package io.advicly.calendly.subscription;

import io.advicly.calendly.security.CiphertextIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks up the keys that deliveries are verified with.
///
/// A subscription answers as long as deliveries of its may still arrive: PENDING ones, as Calendly
/// may deliver before its answer to our create does, and replaced ones until they are deleted.
@Singleton
public class SigningKeys {

    /// What an URL token of ours may look like; anything else is unknown without a question.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    static final String CURRENT = "webhook_signing_key";
    static final String PREVIOUS = "previous_signing_key";

    /// Whoever looks at a subscription has moved its next check by less than that.
    static final String NOT_BEING_LOOKED_AT =
            "(next_check_at IS NULL OR next_check_at > now() + interval '4 minutes')";

    private final KeyCache cache;
    private final KeyRows rows;

    SigningKeys(KeyCache cache, KeyRows rows) {
        this.cache = cache;
        this.rows = rows;
    }

    /// The keys behind an URL token; empty when the token is unknown or its subscription deleted.
    /// Answers on any thread.
    public Uni<Optional<SubscriptionKeys>> byUrlToken(String urlToken) {
        return TOKEN.matcher(urlToken).matches()
                ? cache.get(urlToken)
                : Uni.createFrom().item(Optional.empty());
    }

    /// The keys behind an URL token, when they are in memory.
    public @Nullable SubscriptionKeys remembered(String urlToken) {
        return cache.remembered(urlToken);
    }

    /// Active subscriptions that a delivery without an URL token may belong to, most likely (most
    /// recently created) first, at most `limit`.
    public Uni<List<SubscriptionKeys>> candidates(int limit) {
        return rows.active(limit);
    }

    static CiphertextIdentity keyIdentity(UUID id, String column) {
        return new CiphertextIdentity("calendly_webhook_subscriptions", column, id.toString());
    }
}
