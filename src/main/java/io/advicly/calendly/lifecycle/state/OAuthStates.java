package io.advicly.calendly.lifecycle.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.Hashes;
import io.advicly.calendly.security.cipher.RandomTokens;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.cipher.UndecryptableException;
import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One-time states: 256 random bits, stored as a hash, good for ten minutes.
@ApplicationScoped
public class OAuthStates {

    private static final Logger LOG = Logger.getLogger(OAuthStates.class);

    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private final OAuthStateRepository rows;
    private final FieldCipher cipher;
    private final Clock clock;

    OAuthStates(OAuthStateRepository rows, FieldCipher cipher, Clock clock) {
        this.rows = rows;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// A state that was just made.
    ///
    /// @param state goes to Calendly and comes back
    /// @param displaced the names of older bindings that the browser need not keep any longer
    public record Ticket(
            String state,
            String codeChallenge,
            BrowserBinding binding,
            List<String> displaced,
            Instant expiresAt) {

        @Override
        public String toString() {
            return "Ticket[expiresAt=" + expiresAt + "]";
        }
    }

    @WithTransaction
    public Uni<Ticket> create(Caller owner, Destination to, boolean switchAccount) {
        Instant now = clock.instant();
        String state = RandomTokens.urlSafe();
        SecretString verifier = SecretString.of(RandomTokens.urlSafe());
        BrowserBinding binding =
                new BrowserBinding(BrowserBinding.nameFor(state), RandomTokens.urlSafe());
        OAuthStateRow row = new OAuthStateRow();
        row.stateHash = hash(state);
        row.tenantId = owner.tenantId();
        row.userId = owner.userId();
        row.browserHash = hash(binding.value());
        row.pkceVerifier = cipher.encrypt(verifier, identity(row.stateHash));
        row.returnTo = to.returnTo().toString();
        row.sessionId = to.session();
        row.switchAccount = switchAccount;
        row.createdAt = now;
        row.expiresAt = now.plus(LIFETIME);
        return rows.hashesBehind(owner, BrowserBinding.KEPT - 1, BrowserBinding.KEPT, now)
                .call(() -> rows.persist(row))
                .map(old -> ticket(old, state, verifier, binding, row));
    }

    private static Ticket ticket(
            List<byte[]> old,
            String state,
            SecretString verifier,
            BrowserBinding binding,
            OAuthStateRow row) {
        return new Ticket(
                state,
                Pkce.challenge(verifier),
                binding,
                old.stream().map(BrowserBinding::nameFor).toList(),
                row.expiresAt);
    }

    /// Uses the state up, whatever comes of it.
    ///
    /// @param bindingValue the cookie that came along; null without one
    @WithTransaction
    public Uni<Consumed> consume(String state, @Nullable String bindingValue) {
        byte[] hash = hash(state);
        Instant now = clock.instant();
        return rows.consume(hash).chain(first -> judgeOrUnknown(first, hash, now, bindingValue));
    }

    private Uni<Consumed> judgeOrUnknown(
            boolean first, byte[] hash, Instant now, @Nullable String bindingValue) {
        return rows.findById(hash)
                .map(row ->
                        row == null
                                ? new Consumed.Unknown()
                                : judge(row, first, now, bindingValue));
    }

    /// What the user consents to counts from now on, and what they consented to before does no
    /// more. Joins the transaction that stores the grant, in which the user's grants are locked.
    ///
    /// @return false when the user has left since, or has consented anew
    @WithTransaction
    public Uni<Boolean> takeEffect(String state) {
        return rows.findById(hash(state))
                .chain(row ->
                        row == null || row.withdrawnAt != null
                                ? Unis.item(false)
                                : rows.withdrawBefore(row).replaceWith(true));
    }

    /// Nothing that the user has consented to so far is to take effect any more. Joins the
    /// transaction in which the user is let go.
    @WithTransaction
    public Uni<Void> withdraw(Caller owner) {
        return rows.withdraw(owner).replaceWithVoid();
    }

    /// Forgets every consent that the user was asked for.
    @WithTransaction
    public Uni<Void> purge(Caller owner) {
        return rows.deleteOf(owner).replaceWithVoid();
    }

    private Consumed judge(
            OAuthStateRow row, boolean first, Instant now, @Nullable String bindingValue) {
        Destination to = new Destination(URI.create(row.returnTo), row.sessionId);
        if (!first) {
            return new Consumed.Again(to);
        }
        if (!now.isBefore(row.expiresAt)) {
            return new Consumed.Spent(to, Reason.STATE_EXPIRED);
        }
        if (bindingValue == null || !MessageDigest.isEqual(hash(bindingValue), row.browserHash)) {
            return new Consumed.Spent(to, Reason.BROWSER_MISMATCH);
        }
        try {
            SecretString verifier = cipher.decrypt(row.pkceVerifier, identity(row.stateHash));
            return new Consumed.Usable(new Caller(row.tenantId, row.userId), verifier, to);
        } catch (UndecryptableException broken) {
            LOG.errorf("state.undecryptable %s", broken.getMessage());
            return new Consumed.Spent(to, Reason.STATE_INVALID);
        }
    }

    private static byte[] hash(String text) {
        return Hashes.sha256(text.getBytes(UTF_8));
    }

    static CiphertextIdentity identity(byte[] stateHash) {
        return new CiphertextIdentity(
                "oauth_states", "pkce_verifier", HexFormat.of().formatHex(stateHash));
    }
}
