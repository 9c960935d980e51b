package io.advicly.calendly.connection.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.connection.ConnectionRow;
import io.advicly.calendly.connection.GrantIdentity;
import io.advicly.calendly.connection.Mistrust;
import io.advicly.calendly.connection.SealedGrant;
import io.advicly.calendly.connection.TestGrants;
import io.advicly.calendly.connection.TokenLife;
import io.advicly.calendly.security.cipher.Ciphers;
import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.cipher.UndecryptableException;
import io.advicly.calendly.security.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A grant: sealed, opened, and replaced.
class StoredGrantTest {

    private static final GrantIdentity UNBOUND =
            new GrantIdentity(new Caller("default", "olivia"), null);
    private static final GrantIdentity BOUND =
            new GrantIdentity(new Caller("default", "olivia"), "ada");
    private static final TokenLife LIFE =
            new TokenLife(TestGrants.END.minus(Duration.ofHours(2)), TestGrants.END);
    private static final Instant DUE = TestGrants.END.minusSeconds(1_000);

    private final FieldCipher cipher = Ciphers.of("a", Map.of("a", 1));

    @Test
    void isBoundToItsUserAndAccount() {
        assertThat(BOUND.column("access_token"))
                .isEqualTo(
                        new CiphertextIdentity(
                                "calendar_connections",
                                "access_token",
                                "default\u001folivia\u001fada"));
        assertThat(UNBOUND.column("access_token").row())
                .isEqualTo("default\u001folivia\u001funbound");
    }

    @Test
    void isOpenedAsWhatWasSealed() {
        SealedGrant sealed =
                SealedGrant.seal(cipher, TestGrants.of("ada", "acme"), UNBOUND, LIFE, DUE);

        assertThat(SealedGrant.openAccess(cipher, sealed.accessToken(), UNBOUND).reveal())
                .isEqualTo("access");
        assertThat(SealedGrant.openRefresh(cipher, sealed.refreshToken(), UNBOUND).reveal())
                .isEqualTo("refresh");
        assertThat(sealed.life()).isEqualTo(LIFE);
        assertThat(sealed.dueAt()).isEqualTo(DUE);
        assertThat(sealed.scope()).isEqualTo("users:read");
        assertThatThrownBy(() -> SealedGrant.openAccess(cipher, sealed.refreshToken(), UNBOUND))
                .isInstanceOf(UndecryptableException.class);
        assertThatThrownBy(() -> SealedGrant.openAccess(cipher, sealed.accessToken(), BOUND))
                .isInstanceOf(UndecryptableException.class);
    }

    @Test
    void movesToTheAccountItTurnsOutToBelongTo() {
        SealedGrant moved = SealedGrant.reseal(cipher, row(DUE), BOUND);

        assertThat(SealedGrant.openAccess(cipher, moved.accessToken(), BOUND).reveal())
                .isEqualTo("access");
        assertThat(SealedGrant.openRefresh(cipher, moved.refreshToken(), BOUND).reveal())
                .isEqualTo("refresh");
        assertThat(moved.dueAt()).isEqualTo(DUE);
        assertThat(SealedGrant.reseal(cipher, row(null), BOUND).dueAt())
                .as("one from before grants were refreshed without being asked for")
                .isEqualTo(TestGrants.END);
    }

    @Test
    void isFollowedByTheNextVersion() {
        StoredGrant stored = stored("acme");

        assertThat(stored.token())
                .isEqualTo(new Refreshed.Token(SecretString.of("old"), 7, Mistrust.NONE));
        assertThat(stored.followedBy(TestGrants.of("ada", "acme")))
                .isEqualTo(new Refreshed.Token(SecretString.of("access"), 8, Mistrust.NONE));
    }

    @Test
    void seemsMovedWhenAnotherOrganizationIsNamed() {
        assertThat(stored("acme").seemsMoved(TestGrants.of("ada", "other"))).isTrue();
        assertThat(stored("acme").seemsMoved(TestGrants.of("ada", "acme"))).isFalse();
        assertThat(stored("acme").seemsMoved(TestGrants.of("ada", null))).isFalse();
        assertThat(stored(null).seemsMoved(TestGrants.of("ada", "acme"))).isFalse();
    }

    private ConnectionRow row(@Nullable Instant dueAt) {
        SealedGrant sealed =
                SealedGrant.seal(cipher, TestGrants.of("ada", "acme"), UNBOUND, LIFE, DUE);
        ConnectionRow row = new ConnectionRow();
        row.tenantId = "default";
        row.userId = "olivia";
        row.accessToken = sealed.accessToken();
        row.refreshToken = sealed.refreshToken();
        row.tokenIssuedAt = LIFE.issuedAt();
        row.tokenExpiresAt = LIFE.expiresAt();
        row.nextRefreshAt = dueAt;
        row.scope = sealed.scope();
        return row;
    }

    @Test
    void hasNotMovedWhereItsOrganizationIsOnlySpelledOtherwise() {
        assertThat(
                        stored("https://api.calendly.com/organizations/acme")
                                .seemsMoved(
                                        TestGrants.of(
                                                "ada",
                                                "https://api.calendly.com/organizations/acme/")))
                .isFalse();
    }

    private static StoredGrant stored(@Nullable String organization) {
        return new StoredGrant(
                new UUID(0, 1),
                BOUND,
                organization,
                SecretString.of("old"),
                SecretString.of("old-refresh"),
                LIFE,
                7,
                false,
                0,
                Mistrust.NONE);
    }
}
