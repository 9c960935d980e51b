package io.advicly.calendly.session.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.lifecycle.state.Reason;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.session.ConnectSession;
import io.advicly.calendly.session.SessionState;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectPageTest {

    private final PageTexts texts = new PageTexts();
    private final ConnectPage page = new ConnectPage(texts);

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "pt", "ja"})
    void everyLanguageSaysEverything(String language) {
        assertThat(texts.all(language).keySet()).isEqualTo(texts.all("en").keySet());
        assertThat(texts.all(language).values()).doesNotContain("");
        assertThat(texts.get(language, "ask.sentence")).contains("{product}", "{user}");
        for (Reason reason : Reason.values()) {
            String code = reason.name().toLowerCase(Locale.ROOT);
            assertThat(page.result(language, code, true, Optional.empty()))
                    .contains("<html lang=\"" + language + "\" dir=\"ltr\">");
        }
    }

    @Test
    void saysWhoConnectsWhatToWhat() {
        assertThat(page.ask("en", session("olivia"), "Product"))
                .contains(
                        "connect a Calendly account to <bdi>Product</bdi>, where you are known as <bdi>olivia</bdi>.")
                .contains("<form method=\"post\">");
    }

    @Test
    void whatOthersCallThemselvesIsText() {
        String html = page.ask("en", session("<img src=x onerror=alert(1)>\"'&"), "<b>");

        assertThat(html)
                .contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;")
                .doesNotContain("<img", "<b>");
        assertThat(
                        page.result(
                                "en",
                                null,
                                true,
                                Optional.of(URI.create("https://app.test/?a='&b=1"))))
                .contains("href=\"https://app.test/?a=&#39;&amp;b=1\"");
    }

    /// Else a name could have the sentence say something else, backwards.
    @Test
    void whatOthersCallThemselvesReordersNothing() {
        assertThat(page.ask("en", session("\u2069\u202Eaivilo\u202C"), "{user}"))
                .contains("to <bdi>{user}</bdi>, where you are known as <bdi>aivilo</bdi>.");
        assertThat(page.ask("en", session("\u0639\u0645\u0631"), "Product"))
                .contains("known as <bdi>\u0639\u0645\u0631</bdi>.");
    }

    /// The policy of the pages allows for none.
    @Test
    void holdsNoScriptAndNoStyleOfItsOwn() {
        for (String html :
                new String[] {
                    page.ask("en", session("olivia"), "Product"),
                    page.moment("en"),
                    page.result("en", null, true, Optional.empty()),
                    page.notice("en", "expired")
                }) {
            assertThat(html)
                    .doesNotContainPattern("<script(?! src=\"/)")
                    .doesNotContain("<style", " style=", " onclick=", "javascript:");
        }
    }

    private static ConnectSession session(String user) {
        return new ConnectSession(
                UUID.randomUUID(),
                new Caller("default", user),
                null,
                Set.of(),
                false,
                null,
                SessionState.OPEN,
                null,
                Instant.MAX);
    }
}
