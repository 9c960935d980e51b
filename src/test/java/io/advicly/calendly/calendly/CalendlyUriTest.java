package io.advicly.calendly.calendly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendlyUriTest {

    @Test
    void namesTheSameThingHoweverItIsSpelled() {
        String uri = "https://api.calendly.com/organizations/ACME";

        assertThat(CalendlyUri.isSame(uri, "https://API.calendly.com/organizations/ACME/"))
                .isTrue();
        assertThat(CalendlyUri.isSame(uri, "https://api.calendly.com/organizations/acme"))
                .isFalse();
        assertThat(CalendlyUri.isSame(uri, "https://api.calendly.com/users/ACME")).isFalse();
        assertThat(CalendlyUri.isSame("acme", "globex")).isFalse();
    }

    @Test
    void isNamedByItsLastSegment() {
        // Then
        assertThat(CalendlyUri.id(Bodies.HOOK + "4f9d0a51-0000")).isEqualTo("4f9d0a51-0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://api.calendly.com/users/",
                "a/..",
                "a/b?c",
                "a/b#c",
                "a/b%2fc",
                "a/é"
            })
    void neverBecomesAnotherPath(String uri) {
        // Then
        assertThatThrownBy(() -> CalendlyUri.id(uri)).isInstanceOf(CalendlyFailure.Rejected.class);
    }

    /// In one pass: nobody waits while somebody else's is read.
    @Test
    void isSpelledHoweverLongItIs() {
        String endless = "https://a" + "/".repeat(1_000_000) + "x";

        assertThat(CalendlyUri.spelled(endless)).isEqualTo(endless);
        assertThat(CalendlyUri.spelled(endless.substring(0, endless.length() - 1)))
                .isEqualTo("https://a");
    }
}
