package io.advicly.calendly.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "olivia", "auth0|5f7c8ec7c33c6c004bbafe82", "\u00e9\ud83d\ude00"})
    void aTextIsAName(String name) {
        assertThat(CallerName.isStorable(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\ud800", "a\udc00b"})
    void whatIsNoTextForADatabaseIsNone(String name) {
        assertThat(CallerName.isStorable(name)).isFalse();
    }

    @Test
    void bytesAreWhatCounts() {
        assertThat(CallerName.isStorable("x".repeat(800))).isTrue();
        assertThat(CallerName.isStorable("x".repeat(801))).isFalse();
        assertThat(CallerName.isStorable("\u00e9".repeat(400))).isTrue();
        assertThat(CallerName.isStorable("\u00e9".repeat(401))).isFalse();
    }
}
