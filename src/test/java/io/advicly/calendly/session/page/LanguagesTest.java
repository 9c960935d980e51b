package io.advicly.calendly.session.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de| fr| de",
                "pt-BR| | pt",
                "xx| fr-CH, en;q=0.5| fr",
                "| nl, ja;q=0.4, es;q=0.9| es",
                "| en;q=0, de| de",
                "| nl| en",
                "| | en"
            })
    void theBackendKnowsBestThenTheBrowser(String known, String accepted, String best) {
        assertThat(Languages.best(known, accepted)).isEqualTo(best);
    }

    @ParameterizedTest
    @ValueSource(strings = {";;;", "q=1", "de;q=x", "*", "\u0000", "-", "de--at;q=2"})
    void whateverABrowserSendsIsNoFault(String accepted) {
        assertThat(Languages.SPOKEN).contains(Languages.best(null, accepted));
    }

    @Test
    void someAreReadFromRightToLeft() {
        assertThat(Languages.direction("he")).isEqualTo("rtl");
        assertThat(Languages.direction("ja")).isEqualTo("ltr");
    }
}
