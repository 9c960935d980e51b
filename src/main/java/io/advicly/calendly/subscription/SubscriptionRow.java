package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.security.FieldCipher;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
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
    boolean adopted;
    @Nullable Instant retryStartedAt;
    @Nullable String lastError;
    @Nullable String asTold;
    @Nullable Instant checkedAt;
    @Nullable Instant nextCheckAt;
    @Nullable Instant createSentAt;
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

    /// @param at the time at which it is read
    /// @param anewAt since then what was refused before is asked for again
    /// @param createPatience for how long a create that was sent may still arrive at Calendly
    record Reading(
            CallbackUrls urls,
            FieldCipher cipher,
            Instant at,
            @Nullable Instant anewAt,
            Duration createPatience) {}

    Subscription toSubscription(Reading reading) {
        return new Subscription(
                id,
                owner(),
                webhookSubscriptionUri,
                reading.urls().of(urlToken).toString(),
                state,
                reading.cipher()
                        .isReadable(
                                webhookSigningKey,
                                SigningKeys.keyIdentity(id, "webhook_signing_key")),
                isActive,
                carrierConnectionId,
                creation(reading),
                waits(reading),
                nextCheckAt,
                lastError,
                createdAt,
                checkedAt,
                asTold);
    }

    private Subscription.Creation creation(Reading reading) {
        if (createSentAt == null) {
            return Subscription.Creation.ANSWERED;
        }
        return reading.at().isBefore(createSentAt.plus(reading.createPatience()))
                ? Subscription.Creation.ON_ITS_WAY
                : Subscription.Creation.LOST;
    }

    private boolean waits(Reading reading) {
        return nextCheckAt != null
                && reading.at().isBefore(nextCheckAt)
                && (reading.anewAt() == null || updatedAt.isAfter(reading.anewAt()));
    }
}
