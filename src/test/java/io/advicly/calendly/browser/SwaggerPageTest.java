package io.advicly.calendly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// Somebody who tries the API in development: signs in with any name, and calls.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class SwaggerPageTest extends InChromium {

    @Test
    void signsInWithEachRightAndCalls() {
        try (Visit visit = chromium().visit()) {
            Page page = visit.demo();
            var _ = page.navigate(Surroundings.service("/q/swagger-ui/").toString());
            page.locator(".btn.authorize").first().click();
            signIn(page, "user");
            signIn(page, "backend");
            signIn(page, "operator");
            page.locator(".auth-btn-wrapper .btn-done").first().click();

            call(page, "Connection-getConnection", "not_connected");
            call(page, "Backend-listEvents", "at_end");
            call(page, "Operators-getOverview", "step_minutes");

            visit.assertNothingWentWrong();
        }
    }

    /// By the sandbox's login, at another origin.
    private static void signIn(Page page, String scheme) {
        Locator form =
                page.locator(
                        ".auth-container",
                        new Page.LocatorOptions().setHasText(scheme + " (OAuth2, password)"));
        form.locator("[id^=oauth_username]").fill("swagger");
        form.locator("[id^=oauth_password]").fill("any");
        form.locator("button.authorize").click();
        assertThat(form).containsText("Logout");
    }

    private static void call(Page page, String operation, String answered) {
        Locator block = page.locator("#operations-" + operation);
        block.locator(".opblock-summary-control").click();
        block.locator(".try-out__btn").click();
        block.locator(".btn.execute").click();
        assertThat(block.locator(".live-responses-table .response-col_status").last())
                .containsText("200");
        assertThat(block.locator(".live-responses-table .response-col_description").last())
                .containsText(answered);
    }
}
