package io.advicly.calendly.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How a session of the console begins, goes on and ends, with a provider that is strict, slow to
/// answer or away.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConsoleSessionLifeTest extends ConsoleBrowser {

    private static final String COOKIE = "q_session_console";

    @AfterEach
    void theProviderIsAsEver() {
        provider("life", Map.of());
        provider("outage", Map.of("away", false));
    }

    private static void provider(String what, Map<String, ?> how) {
        Http.post(Surroundings.sandbox("/_login/" + what), how, Map.of()).expect(204);
    }

    @Test
    void itsTokenIsRenewedWhereItEnds() {
        provider("life", Map.of("seconds", 2));
        ConsoleSession admin = ConsoleSession.of("adam");
        String first = admin.token();
        provider("life", Map.of());

        await().untilAsserted(() ->
                assertThat(admin.ask("/overview").expect(200).header("Set-Cookie"))
                        .startsWith(COOKIE + "=")
                        .contains("Path=/console", "HTTPOnly", "SameSite=Lax"));

        // The page's token is the session's: the old one is good for nothing, and a new one is had.
        var _ = admin.get("/overview").expect(403);
        admin.forgetToken();
        assertThat(admin.token()).isNotEqualTo(first);
        assertThat(admin.get("/session").expect(200).body().get("name").asText())
                .isEqualTo("Adam Admin");
        var _ = admin.get("/overview").expect(200);
    }

    /// Which makes three calls at once, of which the provider renews one.
    @Test
    void aPageThatIsOpenGoesOn() {
        provider("life", Map.of("seconds", 2));
        Page page = signIn("adam", "/console/system");
        provider("life", Map.of());
        assertThat(page.getByText("Configuration in force")).isVisible();
        String before = cookie(page);
        Instant ends = Instant.now().plusSeconds(3);
        await().until(() -> Instant.now().isAfter(ends));

        page.keyboard().press("r");
        page.waitForCondition(() -> !cookie(page).equals(before));
        page.keyboard().press("g");
        page.keyboard().press("n");

        assertThat(page.locator(".says")).isVisible();
        assertThat(
                        page.locator("cc-problem")
                                .getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .hasCount(0);
        // What was asked with the old session is asked once more.
        complaints().removeIf(it -> it.contains("403") || it.contains("401"));
    }

    /// Its answer was lost, or another tab was first: whoever has used it signs in once more.
    @Test
    void whoseRenewalIsRefusedSignsInAgain() {
        provider("life", Map.of("seconds", 2));
        ConsoleSession admin = ConsoleSession.of("adam");
        Map<String, String> used = admin.pageHeaders();
        provider("life", Map.of());
        await().untilAsserted(() ->
                assertThat(admin.ask("/overview").header("Set-Cookie")).startsWith(COOKIE + "="));

        Http.Reply refused = admin.call("GET", "/overview", null, used).expect(401);
        // Else the browser would lose what whoever was first has been given.
        assertThat(refused.raw().headers().allValues("Set-Cookie")).isEmpty();
        Http.Reply led = Http.get(Surroundings.service("/console/now"), used);
        assertThat(led.expect(302).header("Location"))
                .startsWith(Surroundings.sandbox("/_login/authorize?").toString());
    }

    @Test
    void aCodeThatIsOverIsNoProviderThatIsAway() {
        ConsoleSession nobody = new ConsoleSession();
        String provider = nobody.open("/console/").expect(302).header("Location");
        String back =
                Http.get(URI.create(provider + "&_person=adam"), Map.of())
                        .expect(303)
                        .header("Location");
        String over = back.replaceFirst("code=[^&]+", "code=over");

        assertThat(Http.get(URI.create(over), nobody.headers()).expect(401).raw().body())
                .contains("You could not be signed in");
    }

    private static String cookie(Page page) {
        return page.context().cookies().stream()
                .filter(it -> it.name.startsWith(COOKIE))
                .map((Cookie it) -> it.value)
                .sorted()
                .toList()
                .toString();
    }

    @Test
    void whoeverSignsInWhileTheProviderIsAwayIsToldSo() {
        ConsoleSession nobody = new ConsoleSession();
        String provider = nobody.open("/console/").expect(302).header("Location");
        String back =
                Http.get(URI.create(provider + "&_person=adam"), Map.of())
                        .expect(303)
                        .header("Location");
        provider("outage", Map.of("away", true));

        Http.Reply told = Http.get(URI.create(back), nobody.headers());

        assertThat(told.expect(503).raw().body())
                .contains("The identity provider cannot be reached");
        assertThat(told.raw().body()).contains("href=\"/console/\"");
        provider("outage", Map.of("away", false));
        assertThat(ConsoleSession.of("adam").get("/overview").status()).isEqualTo(200);
    }

    /// Its session may be good once the provider answers again.
    @Test
    void whoseTokenEndsWhileTheProviderIsAwayComesBackLater() {
        provider("life", Map.of("seconds", 2));
        ConsoleSession admin = ConsoleSession.of("adam");
        provider("life", Map.of());
        provider("outage", Map.of("away", true));

        await().untilAsserted(() -> assertThat(admin.open("/console/").status()).isEqualTo(503));
        provider("outage", Map.of("away", false));

        assertThat(admin.open("/console/").expect(200).raw().body()).contains("<cc-app>");
    }

    @Test
    void whatWasAskedForIsShownAfterSigningIn() {
        String asked =
                "/console/deliveries?state=dead&error=took%20too&from=2026-01-02T03%3A04%3A05.000Z";
        Page page = signIn("vera", asked);

        assertThat(page).hasURL(Surroundings.service(asked).toString());
        assertThat(page.locator("select[name=state]")).hasValue("dead");
        page.click("#sign-out");
        assertThat(page.locator("h1")).hasText("You are signed out");

        Page tab = page.context().newPage();
        var _ =
                tab.navigate(
                        Surroundings.service("/console/audit?tenant=a%26b%3Dc&actor=%C3%A9")
                                .toString());
        tab.click("#person-vera");
        assertThat(tab.locator("main h1")).hasText("Audit");
        assertThat(tab.locator("input[name=tenant]")).hasValue("a&b=c");
        assertThat(tab.locator("input[name=actor]")).hasValue("é");
    }
}
