package io.advicly.calendly.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.Account;
import org.junit.jupiter.api.Test;

class AccountHintTest {

    @Test
    void isWhatTheTokenReplySays() {
        assertThat(AccountHint.of(TestGrants.of("ada", "acme")))
                .contains(new AccountHint("ada", "acme"));
    }

    @Test
    void isNothingUnlessBothAreSaid() {
        assertThat(AccountHint.of(TestGrants.of(null, "acme"))).isEmpty();
        assertThat(AccountHint.of(TestGrants.of("ada", null))).isEmpty();
        assertThat(AccountHint.of(TestGrants.of(null, null))).isEmpty();
    }

    @Test
    void agreesWithTheVeryAccountInTheVeryOrganization() {
        AccountHint hint = new AccountHint("ada", "acme");

        assertThat(hint.agreesWith(account("ada", "acme"))).isTrue();
        assertThat(hint.agreesWith(account("ada", "other"))).isFalse();
        assertThat(hint.agreesWith(account("alan", "acme"))).isFalse();
    }

    @Test
    void isEnoughToAskAbout() {
        assertThat(new AccountHint("ada", "acme").account())
                .isEqualTo(new LinkedAccount("ada", "acme", null, null, null));
    }

    private static Account account(String uri, String organization) {
        return new Account(uri, organization, "Ada", "ada@example.test", "Europe/Paris");
    }
}
