package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.security.FieldCipher;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A subscription as it is stored. Signing keys are ciphertext.
@Entity
@Table(name = "calendly_webhook_subscriptions")
class SubscriptionRow {

    static final String ORGANIZATION = "organization";
    static final String USER = "user";

    @Id UUID id;
    String organizationUri;
    String scope;
    @Nullable String userUri;
    @Nullable String webhookSubscriptionUri;
    String urlToken;
    String webhookSigningKey;
    @Nullable String previousSigningKey;
    @Nullable UUID carrierConnectionId;

    @Enumerated(EnumType.STRING)
    SubscriptionState state;

    boolean isActive;
    @Nullable Instant retryStartedAt;
    @Nullable String lastError;
    @Nullable Instant checkedAt;
    @Nullable Instant nextCheckAt;
    @Nullable Instant reconcileRequestedAt;
    Instant createdAt;
    Instant updatedAt;

    SubscriptionRow() {}

    SubscriptionOwner owner() {
        return userUri == null
                ? new SubscriptionOwner.Organization(organizationUri)
                : new SubscriptionOwner.Member(organizationUri, userUri);
    }

    static String scopeOf(SubscriptionOwner owner) {
        return switch (owner) {
            case SubscriptionOwner.Organization _ -> ORGANIZATION;
            case SubscriptionOwner.Member _ -> USER;
        };
    }

    static @Nullable String userOf(SubscriptionOwner owner) {
        return switch (owner) {
            case SubscriptionOwner.Organization _ -> null;
            case SubscriptionOwner.Member member -> member.userUri();
        };
    }

    Subscription toSubscription(CallbackUrls urls, FieldCipher cipher) {
        return new Subscription(
                id,
                owner(),
                webhookSubscriptionUri,
                urls.of(urlToken).toString(),
                state,
                cipher.isReadable(
                        webhookSigningKey, SigningKeys.keyIdentity(id, "webhook_signing_key")),
                isActive,
                carrierConnectionId,
                lastError);
    }
}
