package io.advicly.calendly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/// What a person does with the component and the pages that it leads to.
final class Clicks {

    static final Pattern WELL = Pattern.compile("connected|syncing");

    private Clicks() {}

    static Locator component(Page page) {
        return page.locator("calendly-connect");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
    }

    static void assertWell(Page page, String account) {
        assertThat(component(page)).hasAttribute("state", WELL);
        assertThat(page.getByText(account)).isVisible();
    }

    static void assertState(Page page, String state) {
        assertThat(component(page)).hasAttribute("state", state);
    }

    /// The window that a click opens.
    static Page popup(Page page, String name) {
        return page.waitForPopup(() -> button(page, name).click());
    }

    /// From our page on.
    static void consent(Page page, String account, String decision) {
        page.click("#go");
        decide(page, account, decision);
    }

    /// On Calendly's.
    static void decide(Page page, String account, String decision) {
        page.check("#account-" + account);
        page.click("#" + decision);
    }

    /// The window has closed itself, or says that the browser does not let it.
    static boolean isOver(Page popup) {
        try {
            return popup.isClosed() || popup.locator("#left").isVisible();
        } catch (PlaywrightException closedMeanwhile) {
            return popup.isClosed();
        }
    }

    /// What the component has said on this page, states aside.
    @SuppressWarnings("unchecked")
    static List<String> said(Page page) {
        return ((List<String>) page.evaluate("said"))
                .stream().filter(it -> !it.startsWith("state ")).toList();
    }

    @SuppressWarnings("unchecked")
    static List<String> states(Page page) {
        return ((List<String>) page.evaluate("said"))
                .stream()
                        .filter(it -> it.startsWith("state "))
                        .map(it -> it.substring(it.indexOf(' ') + 1))
                        .toList();
    }
}
