package io.advicly.calendly.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressesTest {

    private static final URI FALLBACK = URI.create("https://app.example.com/settings");
    private final ReturnAddresses addresses =
            ReturnAddresses.of(
                    List.of("https://app.example.com", "http://localhost:3000/"), FALLBACK);

    @Test
    void fallsBackWhenNothingIsRequested() {
        assertThat(addresses.resolve(null)).contains(FALLBACK);
        assertThat(addresses.resolve("")).contains(FALLBACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "https://APP.example.com:443/a?b=c",
                "http://localhost:3000/x"
            })
    void allowsTheListedOrigins(String requested) {
        assertThat(addresses.resolve(requested)).contains(URI.create(requested));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com.evil.example/",
                "https://app.example.comevil.example/",
                "https://evil.example/https://app.example.com",
                "https://sub.app.example.com/",
                "http://app.example.com/",
                "https://app.example.com:8443/",
                "http://localhost:3001/",
                "https://app.example.com@evil.example/",
                "//app.example.com/",
                "/settings",
            })
    void refusesEverythingElse(String requested) {
        assertThat(addresses.resolve(requested)).isEmpty();
    }
}
