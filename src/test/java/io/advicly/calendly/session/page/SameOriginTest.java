package io.advicly.calendly.session.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

    @ParameterizedTest
    @CsvSource({
        "same-origin, null, true",
        "same-site, https://connect.test, false",
        "cross-site, https://connect.test, false",
        "none, , false",
        ", https://connect.test, true",
        ", https://evil.test, false",
        ", https://connect.test.evil.test, false",
        ", null, false",
        ", , true"
    })
    void onlyAFormOfOursIs(String site, String origin, boolean ours) {
        assertThat(SameOrigin.isOurs(site, origin, "https://connect.test")).isEqualTo(ours);
    }
}
