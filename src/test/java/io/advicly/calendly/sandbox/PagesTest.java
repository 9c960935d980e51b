package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest extends SandboxCase {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/book",
                "/book/ada-intro",
                "/book/ada-call",
                "/book/invitees/acme-1-guest-1"
            })
    void pagesAreWholeAndLoadNothingElse(String path) {
        GivenAnswer page = browser.getPage(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("<html lang=\"en\">", "<title>", "rel=\"icon\" href=\"data:,\"")
                .doesNotContain("{{", "<script", "src=");
    }

    @Test
    void bookingIsOneFormAwayFromItsConfirmation() {
        GivenAnswer booked =
                browser.form(
                        "/book/ada-intro",
                        Map.of(
                                "name", "Zoë <b>",
                                "email", "zoe@example.test",
                                "start", "2031-05-06T07:30",
                                "question-0", "Everything"));
        assertThat(booked.status()).isEqualTo(303);
        String page = browser.getPage(booked.header("Location")).text();
        assertThat(page)
                .contains("Zoë &lt;b&gt;", "Tue 6 May 2031, 07:30 UTC", ">active<")
                .contains("id=\"cancel\"", "id=\"reschedule\"", "id=\"no-show\"");
        assertThat(browser.getPage("/book").text()).contains("Zoë &lt;b&gt;");
    }

    @Test
    void bookingsAreChangedOnTheirPage() {
        String page = "/book/invitees/acme-2-guest-1";
        browser.form(page + "/no_show", Map.of());
        assertThat(browser.getPage(page).text()).contains(">no-show<", "Undo no-show");
        browser.form(page + "/no_show", Map.of());
        GivenAnswer moved = browser.form(page + "/reschedule", Map.of("start", "2031-05-06T07:30"));
        assertThat(browser.getPage(page).text()).contains(">rescheduled<", "id=\"new-booking\"");
        String fresh = moved.header("Location");
        browser.form(fresh + "/cancel", Map.of("reason", "Ill"));
        assertThat(browser.getPage(fresh).text())
                .contains(">canceled<")
                .doesNotContain("id=\"cancel\"");
    }

    @Test
    void urlsOfAnInviteeLeadToTheBooking() {
        GivenAnswer answer = browser.get("/cancellations/acme-2-guest-1");
        assertThat(answer.header("Location")).isEqualTo("/book/invitees/acme-2-guest-1");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThat(browser.getPage("/book/nothing").status()).isEqualTo(404);
        GivenAnswer incomplete = browser.form("/book/ada-intro", Map.of("name", "A"));
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.text()).contains("Please fill in: ");
        Map<String, String> noDate = Map.of("name", "A", "email", "a@b.test", "start", "soon");
        assertThat(browser.form("/book/ada-intro", noDate).status()).isEqualTo(400);
    }
}
