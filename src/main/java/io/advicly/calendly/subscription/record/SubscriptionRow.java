package io.advicly.calendly.subscription.record;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.subscription.keys.SigningKeys;
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
public class SubscriptionRow {

    public static final String ORGANIZATION = "organization";
    public static final String USER = "user";

    @Id public UUID id;
    public String organizationUri;
    public String scope;
    @Nullable public String userUri;
    @Nullable public String webhookSubscriptionUri;
    String urlToken;
    String webhookSigningKey;
    @Nullable public UUID carrierConnectionId;

    @Enumerated(EnumType.STRING)
    public SubscriptionState state;

    public boolean isActive;
    public boolean adopted;
    @Nullable public Instant retryStartedAt;
    @Nullable public String lastError;
    @Nullable String asTold;
    @Nullable public Instant checkedAt;
    @Nullable public Instant nextCheckAt;
    @Nullable Instant createSentAt;
    public Instant createdAt;
    public Instant updatedAt;

    SubscriptionRow() {}

    SubscriptionOwner owner() {
        return userUri == null
                ? new SubscriptionOwner.Organization(organizationUri)
                : new SubscriptionOwner.Member(organizationUri, userUri);
    }

    public static String scopeOf(SubscriptionOwner owner) {
        return switch (owner) {
            case SubscriptionOwner.Organization _ -> ORGANIZATION;
            case SubscriptionOwner.Member _ -> USER;
        };
    }

    public static @Nullable String userOf(SubscriptionOwner owner) {
        return switch (owner) {
            case SubscriptionOwner.Organization _ -> null;
            case SubscriptionOwner.Member member -> member.userUri();
        };
    }

    boolean serves(LinkedAccount account) {
        return organizationUri.equals(account.organizationUri())
                && (userUri == null || userUri.equals(account.uri()));
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
                reading.urls().urlFor(urlToken).toString(),
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
        if (!reading.at().isBefore(createSentAt.plus(reading.createPatience()))) {
            return Subscription.Creation.LOST;
        }
        return createSentAt.isAfter(createdAt)
                ? Subscription.Creation.REPEATED
                : Subscription.Creation.ON_ITS_WAY;
    }

    private boolean waits(Reading reading) {
        return nextCheckAt != null
                && reading.at().isBefore(nextCheckAt)
                && (reading.anewAt() == null || updatedAt.isAfter(reading.anewAt()));
    }
}
