package io.advicly.calendly.platform.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://App.Example.com/settings?a=b#c, https://app.example.com",
        "https://app.example.com:443/, https://app.example.com",
        "http://app.example.com:80, http://app.example.com",
        "HTTP://localhost:3000/x, http://localhost:3000",
        "https://[::1]:8443/, https://[::1]:8443",
    })
    void knowsTheOrigin(String text, String origin) {
        assertThat(WebAddress.parse(text)).map(WebAddress::origin).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/settings",
                "//evil.example",
                "https:evil.example",
                "https:///evil.example",
                "https://app.example.com@evil.example/",
                "https://user:pw@app.example.com/",
                "https://app.example.com\\@evil.example/",
                "https:\\\\evil.example",
                "https://app.example.com /",
                "https://app.example.com/\r\nSet-Cookie: a=b",
                "https://аpp.example.com/",
                "https://app.example.com:port/",
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://app.example.com/",
                "https://%61pp.example.com/",
            })
    void refusesWhatTwoParsersCouldReadDifferently(String text) {
        assertThat(WebAddress.parse(text)).isEmpty();
    }

    @Test
    void tellsHttpsFromHttp() {
        assertThat(WebAddress.parse("https://a.example").orElseThrow().isSecure()).isTrue();
        assertThat(WebAddress.parse("http://a.example").orElseThrow().isSecure()).isFalse();
    }
}
