package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.SessionLink;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody sees who opens the link of a session.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConnectPagesTest {

    private final String user = "visitor-" + UUID.randomUUID();

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    /// Scanners of mail and eager browsers open it any number of times.
    @Test
    void openingItChangesNothing() {
        SessionLink session = SessionLink.of(user, Map.of());

        for (String method : List.of("GET", "HEAD", "GET")) {
            Http.Reply reply = Http.with(method, session.link(), null, Map.of());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.raw().headers().allValues("Set-Cookie")).isEmpty();
        }

        assertThat(session.state()).isEqualTo("open");
        assertThat(Dump.column("SELECT 1 FROM oauth_states WHERE user_id = '" + user + "'"))
                .isEmpty();
    }

    @Test
    void loadsNothingOfOthersAndTellsNobodyItsAddress() {
        SessionLink session = SessionLink.of(user, Map.of());

        Http.Reply page = Http.get(session.link(), Map.of());

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.raw().headers().allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(it ->
                        assertThat(it)
                                .contains("default-src 'none'", "frame-ancestors 'none'")
                                .doesNotContain("unsafe"));
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.raw().body()).doesNotContain(session.token());
    }

    @ParameterizedTest
    @CsvSource({
        "en, , You are about to connect",
        "de, , Sie verbinden gleich",
        "fr, , Vous allez connecter",
        "es, , Va a conectar",
        "pt-BR, , Está prestes a conectar",
        "ja, , アカウントを",
        "de, ja, アカウントを"
    })
    void speaksTheVisitorsLanguage(String accepted, String known, String words) {
        SessionLink session =
                SessionLink.of(user, known == null ? Map.of() : Map.of("locale", known));

        String page = Http.get(session.link(), Map.of("Accept-Language", accepted)).raw().body();

        assertThat(page).contains(words, user);
    }

    @Test
    void aClickThatComesFromAnotherPageDoesNothing() {
        SessionLink session = SessionLink.of(user, Map.of());

        for (Map<String, String> from :
                List.of(
                        Map.of("Sec-Fetch-Site", "cross-site"),
                        Map.of("Sec-Fetch-Site", "same-site"),
                        Map.of("Origin", "https://evil.test"),
                        Map.of("Origin", "null"))) {
            Http.Reply refused = session.click(from);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.raw().body()).contains("<h1>");
            assertThat(refused.raw().headers().allValues("Set-Cookie")).isEmpty();
        }
        assertThat(session.state()).isEqualTo("open");
    }

    @Test
    void theBindingCookieIsFirstPartyAndGoesToTheCallbackAlone() {
        SessionLink session = SessionLink.of(user, Map.of());

        Http.Reply clicked = session.click().expect(303);

        assertThat(clicked.header("Location"))
                .startsWith(Surroundings.sandbox("/oauth/authorize").toString());
        assertThat(clicked.header("Location")).doesNotContain(session.token());
        assertThat(clicked.raw().headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(it ->
                        assertThat(it)
                                .contains("Path=/api/calendly/oauth/callback", "HttpOnly")
                                .containsIgnoringCase("SameSite=Lax"));
    }

    /// However many links somebody opens, and however often they click.
    @Test
    void aBrowserKeepsThreeBindingCookies() {
        Set<String> jar = new LinkedHashSet<>();
        for (int click = 0; click < 5; click++) {
            Http.Reply clicked = SessionLink.of(user, Map.of()).click().expect(303);
            for (String header : clicked.raw().headers().allValues("Set-Cookie")) {
                HttpCookie cookie = HttpCookie.parse(header).getFirst();
                var _ =
                        cookie.getMaxAge() == 0
                                ? jar.remove(cookie.getName())
                                : jar.add(cookie.getName());
            }
        }

        assertThat(jar).hasSize(3);
    }

    @Test
    void canBeOpenedAgainUntilItIsUsed() {
        SessionLink session = SessionLink.of(user, Map.of());
        assertThat(session.click().status()).isEqualTo(303);
        assertThat(Http.get(session.link(), Map.of()).status()).isEqualTo(200);
        assertThat(session.click().status()).isEqualTo(303);
    }

    @Test
    void saysWhatToDoWithALinkThatIsNoneAnyMore() {
        SessionLink expired = SessionLink.of(user, Map.of());
        Dump.execute(
                "UPDATE connect_sessions SET expires_at = now() - interval '1 second'"
                        + " WHERE user_id = '"
                        + user
                        + "'");
        assertPage(Http.get(expired.link(), Map.of()), 410, "This link has expired");
        assertPage(expired.click(), 410, "This link has expired");
        assertPage(
                Http.get(Surroundings.service("/connect/" + "A".repeat(43)), Map.of()),
                404,
                "not known here");
        assertPage(
                Http.get(Surroundings.service("/connect/nonsense"), Map.of()),
                404,
                "not known here");
        assertPage(
                Http.get(Surroundings.service("/connect/result/nonsense"), Map.of()),
                404,
                "not known here");
    }

    private String consenting() {
        var _ = SessionLink.of(user, Map.of()).click().expect(303);
        return Dump.column("SELECT id FROM connect_sessions WHERE user_id = '" + user + "'")
                .getFirst();
    }

    @Test
    void aResultThatIsNotThereYetIsLookedForAgain() {
        String id = consenting();

        Http.Reply page =
                Http.get(
                        URI.create(
                                Surroundings.service("/connect/result/" + id)
                                        + "?calendly=connected"),
                        Map.of());

        assertPage(page, 200, "One moment");
        assertThat(page.raw().body()).contains("data-outcome=\"waiting\"");
    }

    /// Whoever was to keep how it went was killed before: the page would look for ever.
    @Test
    void aResultThatNeverCameIsLookedForNoMoreOnceTheSessionIsOver() {
        String id = consenting();
        Dump.execute(
                "UPDATE connect_sessions SET expires_at = now() - interval '1 second' WHERE id = '"
                        + id
                        + "'");

        Http.Reply page = Http.get(Surroundings.service("/connect/result/" + id), Map.of());

        assertPage(page, 410, "This link has expired");
        assertThat(page.raw().body()).doesNotContain("data-outcome=\"waiting\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/connect.js, text/javascript",
        "/connect.d.ts, text/plain",
        "/connect.css, text/css",
        "/connect-result.js, text/javascript"
    })
    void servesTheComponentToEverybody(String path, String type) {
        Http.Reply file = Http.get(Surroundings.service(path), Map.of());

        assertThat(file.expect(200).header("Content-Type")).startsWith(type);
        assertThat(file.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(
                        Http.get(
                                        Surroundings.service(path),
                                        Map.of("If-None-Match", file.header("ETag")))
                                .status())
                .isEqualTo(304);
    }

    /// As small as it is said to be, for whoever can unpack it.
    @Test
    void servesItPacked() throws IOException {
        HttpRequest asked =
                HttpRequest.newBuilder(Surroundings.service("/connect.js"))
                        .header("Accept-Encoding", "br, gzip")
                        .build();
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> packed =
                    browser.send(asked, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
            assertThat(packed.body()).hasSizeLessThanOrEqualTo(8 * 1024);
            byte[] content =
                    new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
            assertThat(new String(content, StandardCharsets.UTF_8))
                    .isEqualTo(
                            Http.get(Surroundings.service("/connect.js"), Map.of()).raw().body());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void assertPage(Http.Reply reply, int status, String words) {
        assertThat(reply.status()).as(reply.raw().body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.raw().body()).contains(words);
    }
}
