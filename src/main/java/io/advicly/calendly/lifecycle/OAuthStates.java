package io.advicly.calendly.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.security.Caller;
import io.advicly.calendly.security.CiphertextIdentity;
import io.advicly.calendly.security.FieldCipher;
import io.advicly.calendly.security.RandomTokens;
import io.advicly.calendly.security.SecretString;
import io.advicly.calendly.security.UndecryptableException;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One-time states: 256 random bits, stored as a hash, good for ten minutes.
@ApplicationScoped
class OAuthStates {

    private static final Logger LOG = Logger.getLogger(OAuthStates.class);

    static final Duration LIFETIME = Duration.ofMinutes(10);

    /// Spent states stay for a while, so that a second use is recognised and sent back with a
    /// reason.
    private static final Duration KEPT = Duration.ofDays(1);

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
    record Ticket(String state, String codeChallenge, BrowserBinding binding, Instant expiresAt) {

        @Override
        public String toString() {
            return "Ticket[expiresAt=" + expiresAt + "]";
        }
    }

    @WithTransaction
    public Uni<Ticket> create(Caller owner, URI returnTo, boolean switchAccount) {
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
        row.returnTo = returnTo.toString();
        row.switchAccount = switchAccount;
        row.createdAt = now;
        row.expiresAt = now.plus(LIFETIME);
        return rows.deleteExpiredBefore(now.minus(KEPT))
                .chain(() -> rows.persist(row))
                .replaceWith(new Ticket(state, Pkce.challenge(verifier), binding, row.expiresAt));
    }

    /// Uses the state up, whatever comes of it.
    ///
    /// @param bindingValue the cookie that came along; null without one
    @WithTransaction
    public Uni<Consumed> consume(String state, @Nullable String bindingValue) {
        byte[] hash = hash(state);
        Instant now = clock.instant();
        return rows.consume(hash, now)
                .chain(first ->
                        rows.findById(hash)
                                .map(row ->
                                        row == null
                                                ? new Consumed.Unknown()
                                                : judge(row, first, now, bindingValue)));
    }

    /// Forgets every consent that the user was asked for.
    @WithTransaction
    public Uni<Void> purge(Caller owner) {
        return rows.deleteOf(owner).replaceWithVoid();
    }

    private Consumed judge(
            OAuthStateRow row, boolean first, Instant now, @Nullable String bindingValue) {
        URI returnTo = URI.create(row.returnTo);
        if (!first) {
            return new Consumed.Spent(returnTo, Reason.STATE_INVALID);
        }
        if (!now.isBefore(row.expiresAt)) {
            return new Consumed.Spent(returnTo, Reason.STATE_EXPIRED);
        }
        if (bindingValue == null || !MessageDigest.isEqual(hash(bindingValue), row.browserHash)) {
            return new Consumed.Spent(returnTo, Reason.BROWSER_MISMATCH);
        }
        try {
            SecretString verifier = cipher.decrypt(row.pkceVerifier, identity(row.stateHash));
            return new Consumed.Usable(new Caller(row.tenantId, row.userId), verifier, returnTo);
        } catch (UndecryptableException broken) {
            LOG.errorf("state.undecryptable %s", broken.getMessage());
            return new Consumed.Spent(returnTo, Reason.STATE_INVALID);
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
