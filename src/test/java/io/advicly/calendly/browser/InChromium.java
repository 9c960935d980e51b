package io.advicly.calendly.browser;

import io.advicly.calendly.testing.CleanSlate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;

/// What tests of pages for everybody begin with: one Chromium for all of a class, and a calendar in
/// which nothing has happened.
@EnabledIf(
        value = "io.advicly.calendly.browser.Chromium#isInstalled",
        disabledReason = "no Chromium on this machine")
abstract class InChromium {

    private static Chromium chromium;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    static Chromium chromium() {
        return chromium;
    }

    /// A product whose page is left by nobody.
    static ProductSite site() {
        return site(Map.of());
    }

    /// @param session what its backend asks for besides
    static ProductSite site(Map<String, ?> session) {
        return new ProductSite(chromium.context(), session);
    }
}
