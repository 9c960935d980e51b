package io.advicly.calendly.subscription.keys;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
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

    public static final String CURRENT = "webhook_signing_key";

    /// Marks the organizations of some subscriptions due, unless they are about to be looked at.
    public static final String MARK_DUE =
            """
            UPDATE calendly_organizations SET due_at = now(), marks = marks + 1
            WHERE organization_uri IN (SELECT organization_uri FROM calendly_webhook_subscriptions WHERE %s)
              AND (due_at IS NULL OR due_at > now() + interval '1 minute')\
            """;

    private final KeyCache cache;

    SigningKeys(KeyCache cache) {
        this.cache = cache;
    }

    /// The keys behind an URL token, whose subscription is not deleted. Answers on any thread.
    public Uni<TokenLookUp> byUrlToken(String urlToken) {
        return TOKEN.matcher(urlToken).matches()
                ? cache.get(urlToken)
                : Unis.item(new TokenLookUp.Unknown());
    }

    /// The keys behind an URL token, when they are in memory.
    public @Nullable SubscriptionKeys remembered(String urlToken) {
        return cache.remembered(urlToken);
    }

    public static CiphertextIdentity keyIdentity(UUID id, String column) {
        return new CiphertextIdentity("calendly_webhook_subscriptions", column, id.toString());
    }
}
