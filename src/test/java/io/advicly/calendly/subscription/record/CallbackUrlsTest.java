package io.advicly.calendly.subscription.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlsTest {

    private final CallbackUrls urls = new CallbackUrls("https://hooks.example.com/calendly/");

    @Test
    void makesUrlsUnderTheBase() {
        assertThat(urls.urlFor("abc"))
                .hasToString("https://hooks.example.com/calendly/api/calendly/webhooks/abc");
        assertThat(urls.covers(urls.urlFor("abc").toString())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/calendly/api/calendly/webhooks",
                "https://hooks.example.com/calendly/api/calendly/webhooks/old",
                "https://hooks.example.com/calendly/api/calendly/webhooks?x=1",
            })
    void coversOurIntake(String url) {
        assertThat(urls.covers(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/calendly",
                "https://hooks.example.com/calendly/crm/hook",
                "https://hooks.example.com/calendly/staging/api/calendly/webhooks/abc",
                "https://hooks.example.com/calendly/api/calendly/webhooks2",
                "https://hooks.example.com/calendly2/api/calendly/webhooks/abc",
                "https://hooks.example.com/",
                "http://hooks.example.com/calendly/api/calendly/webhooks/abc",
                "https://hooks.example.com.evil.example/calendly/x",
                "https://other.example.com/calendly/x",
                "",
            })
    void leavesEverybodyElseAlone(String url) {
        assertThat(urls.covers(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/Base",
                "https://hooks.example.com:443/Base/",
                "HTTPS://Hooks.Example.COM/Base"
            })
    void isTheSameHoweverTheHostIsSpelled(String publicUrl) {
        CallbackUrls spelled = new CallbackUrls(publicUrl);

        assertThat(spelled.urlFor("aB"))
                .hasToString("https://hooks.example.com/Base/api/calendly/webhooks/aB");
        assertThat(spelled.covers("https://HOOKS.example.com:443/Base/api/calendly/webhooks/aB"))
                .isTrue();
        assertThat(
                        CallbackUrls.isSame(
                                "https://hooks.example.com/x/aB",
                                "https://Hooks.example.com:443/x/aB"))
                .isTrue();
        assertThat(
                        CallbackUrls.isSame(
                                "https://hooks.example.com/x/aB", "https://hooks.example.com/x/ab"))
                .isFalse();
        assertThat(
                        CallbackUrls.isSame(
                                "http://hooks.example.com:443/x", "http://hooks.example.com/x"))
                .isFalse();
    }

    @Test
    void takesNoLongerHostNameForItsOwn() {
        CallbackUrls bare = new CallbackUrls("https://hooks.example.com");

        assertThat(bare.covers("https://hooks.example.com.evil.example/x")).isFalse();
        assertThat(bare.covers("https://hooks.example.com:8443/x")).isFalse();
        assertThat(bare.covers("https://hooks.example.com/x")).isFalse();
        assertThat(bare.covers("https://hooks.example.com/api/calendly/webhooks/x")).isTrue();
    }
}
