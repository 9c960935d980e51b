package io.advicly.calendly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.advicly.calendly.sandbox.backend.Registration;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a newcomer does with the demo, in a browser.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class DemoPageTest extends InChromium {

    private static final Locator.GetByTextOptions EXACTLY =
            new Locator.GetByTextOptions().setExact(true);

    @Test
    void connectsBooksCancelsAndLeaves() {
        try (Visit visit = chromium().visit()) {
            Page demo = visit.demo();
            signInAs(demo, "Olivia");
            assertThat(demo.locator("#status")).hasText("Not connected");

            decide(demo, "ada", "approve");
            assertThat(demo.locator("#notice")).hasText("Calendly is connected.");
            assertThat(demo.locator("#status")).hasText("Connected");
            assertThat(demo.locator("#account-email")).hasText("ada@acme.test");
            assertThat(demo.locator("calendly-connect"))
                    .hasAttribute("state", Pattern.compile("connected|syncing"));

            assertThat(demo.locator("#live")).hasAttribute("data-by", "stream");

            Page booking = visit.tabBehind("#book");
            booking.click("#type-ada-intro");
            booking.fill("#name", "Ines Invited");
            booking.click("#book");
            assertThat(booking.locator("#status")).hasText("active");
            Locator meeting = meetingWith(demo, "Ines Invited");
            assertThat(meeting).containsText("Booked");

            booking.click("#cancel");
            assertThat(booking.locator("#status")).hasText("canceled");
            assertThat(meeting).containsText("Canceled");

            button(demo, "Disconnect").click();
            button(demo, "Keep it connected").click();
            assertThat(demo.locator("#status")).hasText("Connected");
            button(demo, "Disconnect").click();
            demo.locator("#confirm").getByText("Disconnect", EXACTLY).click();
            assertThat(demo.locator("#notice")).hasText("Calendly is disconnected.");
            assertThat(demo.locator("#status")).hasText("Disconnected");

            visit.assertNothingWentWrong();
        }
    }

    /// The page's own backend is one like any other.
    @Test
    void showsWhatTheBackendWasTold() throws Exception {
        String service = Surroundings.service("").toString();
        Registration.register(service, Surroundings.sandbox("").toString());
        // As at the next start.
        Registration.register(service, Surroundings.sandbox("").toString());
        try (Visit visit = chromium().visit()) {
            Page demo = visit.demo();
            signInAs(demo, "Noah");
            assertThat(demo.locator("#not-told")).hasText("Nothing yet.");

            decide(demo, "alan", "approve");
            Calendar.Booking booking = Calendar.bookWith("alan", "Ines Invited");

            Locator connected = told(demo, "connection.connected");
            assertThat(connected).containsText("Verified");
            // What stands in the calendar already is told, too.
            Locator booked =
                    told(demo, "meeting.booked")
                            .filter(new Locator.FilterOptions().setHasText(booking.event()));
            assertThat(booked).containsText("Verified");
            assertThat(booked).containsText("evt_");
            booked.locator("summary").click();
            assertThat(booked.locator("pre")).containsText(booking.event());

            var _ =
                    Http.post(
                                    Surroundings.sandbox("/_backend/events"),
                                    Map.of(
                                            "type",
                                            "meeting.canceled",
                                            "data",
                                            Map.of("user_id", "noah")),
                                    Map.of("webhook-id", "evt_forged"))
                            .expect(400);
            assertThat(told(demo, "meeting.canceled")).containsText("not verified");
            visit.assertNothingWentWrong();
        }
    }

    @Test
    void saysKindlyThatConsentWasDenied() {
        try (Visit visit = chromium().visit()) {
            Page demo = visit.demo();
            signInAs(demo, "Noah");

            decide(demo, "gina", "deny");

            assertThat(demo.locator("#notice")).containsText("Nothing was connected");
            assertThat(demo.locator("#status")).hasText("Not connected");
            assertThat(demo.locator("calendly-connect")).hasAttribute("state", "error");
            assertThat(button(demo, "Start again")).isEnabled();
            visit.assertNothingWentWrong();
        }
    }

    private static void signInAs(Page demo, String name) {
        button(demo, "Sign in as " + name).click();
    }

    /// Asks to connect, and decides on the consent page, in a window that it leaves.
    private static void decide(Page demo, String account, String decision) {
        Page popup = demo.waitForPopup(() -> button(demo, "Connect Calendly").click());
        Clicks.consent(popup, account, decision);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator told(Page demo, String type) {
        return demo.locator("#told li[data-type='" + type + "']");
    }

    private static Locator meetingWith(Page demo, String invitee) {
        return demo.locator("#meetings li", new Page.LocatorOptions().setHasText(invitee));
    }
}
