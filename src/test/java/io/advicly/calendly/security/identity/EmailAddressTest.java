package io.advicly.calendly.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @Test
    void isTheSameInAnyCase() {
        assertThat(EmailAddress.parse(" Grace.Guest@Example.TEST "))
                .isEqualTo(EmailAddress.parse("grace.guest@example.test"))
                .get()
                .extracting(EmailAddress::value)
                .isEqualTo("grace.guest@example.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o'hara+x@a-b.example.org",
                "root@localhost",
                "jürgen@müller.example",
                "a/b@c.d"
            })
    void isWhatPeopleHave(String text) {
        assertThat(EmailAddress.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "grace",
                "@example.test",
                "grace@",
                "a@b@c",
                "a b@c.d",
                "a@c d",
                "<a@c.d>",
                "a@c.d,e@f.g",
                "\"a\"@c.d",
                "a\\b@c.d",
                "a:b@c.d",
                "a\u0000b@c.d",
                "a\ud800@c.d"
            })
    void isNothingElse(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void isNotEndless() {
        assertThat(EmailAddress.parse("a".repeat(250) + "@b.c")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(251) + "@b.c")).isEmpty();
    }

    @Test
    void isNeverPrinted() {
        assertThat(new EmailAddress("grace@example.test")).hasToString("[e-mail address]");
    }
}
