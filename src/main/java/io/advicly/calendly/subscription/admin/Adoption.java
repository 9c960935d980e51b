package io.advicly.calendly.subscription.admin;

import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.RandomTokens;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.subscription.keys.AdoptedKeys;
import io.advicly.calendly.subscription.keys.SigningKeys;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/// Adopts subscriptions that another backend made: what they deliver to the address without a token
/// is believed until the controller has replaced them. It does so as soon as somebody consents who
/// may, and keeps them until then, as they are all that those have who stay.
@ApplicationScoped
class Adoption {

    private static final Duration LATER = Duration.ofSeconds(1);

    private final AdoptionRepository rows;
    private final Organizations organizations;
    private final FieldCipher cipher;
    private final Journal journal;
    private final AdoptedKeys adopted;

    Adoption(
            AdoptionRepository rows,
            Organizations organizations,
            FieldCipher cipher,
            Journal journal,
            AdoptedKeys adopted) {
        this.rows = rows;
        this.organizations = organizations;
        this.cipher = cipher;
        this.journal = journal;
        this.adopted = adopted;
    }

    /// Can be repeated, for example with the right key.
    Uni<AdminSubscriptionView> adopt(ForeignHook hook, Caller operator) {
        return stored(hook)
                .call(id -> journal.note(entry(id, hook, operator)))
                .call(adopted::readAgain)
                .chain(this::seen);
    }

    @WithTransaction
    Uni<UUID> stored(ForeignHook hook) {
        return rows.staying(hook)
                .invoke(Adoption::requireSomebody)
                .chain(() -> rows.known(hook))
                .chain(known -> known == null ? store(hook) : storeAgain(known.id, hook))
                .call(() -> organizations.markDue(hook.owner().organizationUri()));
    }

    private static void requireSomebody(long staying) {
        if (staying == 0) {
            throw QueryParameters.invalid(
                    "Nobody is connected whom this subscription would serve.");
        }
    }

    @WithTransaction
    Uni<AdminSubscriptionView> seen(UUID id) {
        return rows.findById(id).map(AdminSubscriptionView::of);
    }

    private Uni<UUID> store(ForeignHook hook) {
        UUID id = UUID.randomUUID();
        return rows.store(id, hook, RandomTokens.urlSafe(), sealed(id, hook))
                .map(count -> idUnlessBusy(count, id));
    }

    private static UUID idUnlessBusy(int count, UUID id) {
        if (count == 0) {
            throw Problems.of(ProblemType.BUSY, "Another one is being adopted.", LATER);
        }
        return id;
    }

    private Uni<UUID> storeAgain(UUID id, ForeignHook hook) {
        return rows.storeAgain(id, hook, sealed(id, hook)).map(count -> idUnlessOurs(count, id));
    }

    private static UUID idUnlessOurs(int count, UUID id) {
        if (count == 0) {
            throw QueryParameters.invalid("This service has made it itself.");
        }
        return id;
    }

    /// A row has to have a key; one that nobody knows verifies nothing.
    private String sealed(UUID id, ForeignHook hook) {
        SecretString key = hook.key().orElseGet(() -> SecretString.of(RandomTokens.urlSafe()));
        return cipher.encrypt(key, SigningKeys.keyIdentity(id, SigningKeys.CURRENT));
    }

    private static JournalEntry entry(UUID id, ForeignHook hook, Caller operator) {
        return JournalEntry.of("subscription.adopted", operator.tenantId(), operator.userId(), null)
                .by(operator.tenantId(), operator.userId())
                .with("subscription", id)
                .with("organization", hook.owner().organizationUri());
    }
}
