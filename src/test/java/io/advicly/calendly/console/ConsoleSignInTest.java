package io.advicly.calendly.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets into the console, and what opens `/api/admin` from there.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConsoleSignInTest {

    private static final String OVERVIEW = "/overview";

    @Test
    void aPageLeadsToTheProviderWithAProofOfItsOwn() {
        Http.Reply asked =
                Http.get(Surroundings.service("/console/deliveries?state=dead"), Map.of());

        assertThat(asked.expect(302).header("Location"))
                .startsWith(Surroundings.sandbox("/_login/authorize?").toString())
                .contains("response_type=code", "code_challenge_method=S256", "nonce=", "state=")
                .contains("redirect_uri=");
        assertThat(asked.header("Set-Cookie"))
                .startsWith("q_auth_console")
                .contains("Path=/console", "HTTPOnly", "SameSite=Lax");
        assertThat(asked.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whoeverSignsInSeesWhatTheyMay() {
        ConsoleSession admin = ConsoleSession.of("adam");
        ConsoleSession viewer = ConsoleSession.of("vera");

        assertThat(admin.get("/session").expect(200).body().get("name").asText())
                .isEqualTo("Adam Admin");
        assertThat(admin.get("/session").body().get("admin").asBoolean()).isTrue();
        assertThat(viewer.get("/session").body().get("admin").asBoolean()).isFalse();
        assertThat(admin.get(OVERVIEW).expect(200).body().has("now")).isTrue();
        var _ = viewer.get(OVERVIEW).expect(200);
    }

    @Test
    void theSessionIsSealedAndGoesNowhereElse() {
        ConsoleSession admin = ConsoleSession.of("adam");

        assertThat(admin.cookieNames())
                .contains("q_session_console")
                .noneMatch(it -> it.startsWith("q_auth"));
        assertThat(admin.attributes("q_session_console"))
                .contains("Path=/console", "HTTPOnly", "SameSite=Lax")
                .doesNotContain("eyJhbGciOiJFUzI1NiI");
    }

    @Test
    void aViewerChangesNothing() {
        ConsoleSession viewer = ConsoleSession.of("vera");

        var _ = viewer.post("/deliveries/replay", Map.of("state", "dead")).expect(403);
    }

    @Test
    void whoHasNoRoleIsToldSo() {
        ConsoleSession user = ConsoleSession.of("uma");

        Http.Reply page = user.open("/console/");
        assertThat(page.expect(403).raw().body()).contains("You may not see this");
        var _ = user.open("/console/app.js").expect(403);
        Map<String, String> headers = user.headers();
        headers.put("Sec-Fetch-Site", "same-origin");
        var _ = user.call("GET", "/session", null, headers).expect(403);
    }

    @Test
    void aStrangerSeesNothing() {
        var _ = Http.get(Surroundings.service("/console/app.js"), Map.of()).expect(401);
        var _ = Http.get(Surroundings.service("/console/api/session"), Map.of()).expect(401);
        Http.Reply call = Http.get(Surroundings.service("/console/api/overview"), Map.of());
        assertThat(call.expect(401).body().get("type").asText()).endsWith(":unauthenticated");
        assertThat(call.header("Set-Cookie")).isEmpty();
    }

    @Test
    void aBearerTokenIsNoSession() {
        var _ =
                Http.get(Surroundings.service("/console/api/overview"), Person.admin().headers())
                        .expect(401);
        var _ =
                Http.get(Surroundings.service("/console/app.js"), Person.admin().headers())
                        .expect(401);
    }

    @Test
    void aMadeUpSessionIsNone() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Cookie", "q_session_console=made-up");
        headers.put("Sec-Fetch-Site", "same-origin");

        var _ = Http.get(Surroundings.service("/console/api/session"), headers).expect(401);
        headers.put("Cookie", "q_session_console=made-up");
        var _ = Http.get(Surroundings.service("/console/"), headers).expect(302);
    }

    /// The browser sends it nowhere but to the console; this is what happens if it did.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/admin/overview",
                "/api/admin/connections",
                "/api/admin/deliveries/console",
                "/console/api/%2e%2e/%2e%2e/api/admin/overview",
                "/console/../api/admin/overview",
                "/api/meetings",
                "/api/calendly/connection"
            })
    void aSessionOpensNoCallItself(String path) {
        ConsoleSession admin = ConsoleSession.of("adam");
        Map<String, String> headers = admin.pageHeaders();
        headers.put("X-Forwarded-Prefix", "/console");
        headers.put("calendly.console.call", "true");

        assertThat(Http.get(Surroundings.service(path), headers).status()).isEqualTo(401);
    }

    @Test
    void aBearerTokenCountsWhateverSessionComesWithIt() {
        ConsoleSession user = ConsoleSession.of("uma");
        Map<String, String> headers = user.headers();
        headers.putAll(Person.admin().headers());

        var _ = Http.get(Surroundings.service("/api/admin/overview"), headers).expect(200);
        Map<String, String> other = ConsoleSession.of("adam").headers();
        other.putAll(Person.newcomer().headers());
        var _ = Http.get(Surroundings.service("/api/admin/overview"), other).expect(403);
    }

    @Test
    void aCallWithoutThePagesTokenIsRefused() {
        ConsoleSession admin = ConsoleSession.of("adam");
        Map<String, String> headers = admin.pageHeaders();
        headers.remove("X-Console-Token");
        var _ = admin.call("GET", OVERVIEW, null, headers).expect(403);
        headers.put("X-Console-Token", ConsoleSession.of("adam").token());
        var _ = admin.call("GET", OVERVIEW, null, headers).expect(403);
        var _ =
                admin.call("POST", "/deliveries/replay", Map.of("state", "dead"), headers)
                        .expect(403);
        headers.put("X-Console-Token", admin.token());
        var _ = admin.call("GET", OVERVIEW, null, headers).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void aCallOfAnotherSitesPageIsRefused(String site) {
        ConsoleSession admin = ConsoleSession.of("adam");
        Map<String, String> headers = admin.pageHeaders();
        headers.put("Sec-Fetch-Site", site);

        var _ = admin.call("GET", OVERVIEW, null, headers).expect(403);
        var _ = admin.call("GET", "/session", null, headers).expect(403);
    }

    @Test
    void aCallFromAnotherOriginIsRefusedInOlderBrowsers() {
        ConsoleSession admin = ConsoleSession.of("adam");
        Map<String, String> headers = admin.pageHeaders();
        headers.remove("Sec-Fetch-Site");
        headers.put("Origin", "https://elsewhere.example.test");
        var _ = admin.call("GET", OVERVIEW, null, headers).expect(403);
        headers.put("Origin", Surroundings.service("").toString());
        var _ = admin.call("GET", OVERVIEW, null, headers).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..%2fcalendly%2fconnection",
                "/%2e%2e%2fcalendly%2fconnection",
                "/a/..%2f..%2f..%2fq/health",
                "/..%5ccalendly/connection",
                "/a;x=../../calendly/connection",
                "/"
            })
    void aCallReachesNothingButOperators(String path) {
        ConsoleSession admin = ConsoleSession.of("adam");

        Http.Reply reply = admin.get(path);
        assertThat(reply.status()).isIn(404, 302);
        assertThat(reply.header("Location")).doesNotContain("/api/");
    }

    @Test
    void anAdminsWordIsDone() {
        ConsoleSession admin = ConsoleSession.of("adam");

        var _ = admin.post("/deliveries/replay", Map.of("state", "dead")).expect(202);
    }

    @Test
    void whoeverSignsOutIsOut() {
        ConsoleSession admin = ConsoleSession.of("adam");

        Http.Reply out = admin.open("/console/sign-out");
        assertThat(out.expect(302).header("Location"))
                .startsWith(Surroundings.sandbox("/_login/logout?").toString())
                .contains("id_token_hint=", "post_logout_redirect_uri=");
        assertThat(admin.cookieNames()).isEmpty();
        assertThat(admin.open("/console/signed-out").expect(200).raw().body())
                .contains("You are signed out");
        var _ = admin.open("/console/").expect(302);
    }

    @Test
    void nobodyIsSignedOutByAnotherSite() {
        ConsoleSession admin = ConsoleSession.of("adam");
        Map<String, String> headers = admin.headers();
        headers.put("Sec-Fetch-Site", "cross-site");

        var _ = Http.get(Surroundings.service("/console/sign-out"), headers).expect(403);
    }

    @Test
    void whoeverRefusesToSignInIsToldWhatToDo() {
        ConsoleSession nobody = new ConsoleSession();
        String provider = nobody.open("/console/").expect(302).header("Location");
        String back =
                Http.get(java.net.URI.create(provider + "&_person=nobody"), Map.of())
                        .expect(303)
                        .header("Location");

        Http.Reply refused = Http.get(java.net.URI.create(back), nobody.headers());
        assertThat(refused.expect(401).raw().body()).contains("You could not be signed in");
    }

    @Test
    void aPageRunsNothingButOurScripts() throws Exception {
        Http.Reply page = ConsoleSession.of("adam").open("/console/connections/some-id?x=1");

        assertThat(page.expect(200).header("Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
                                .formatted(hashOfImportMap(page.raw().body())));
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.raw().headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(page.raw().body()).doesNotContain("style=", "onclick", "http:", "https:");
    }

    private static String hashOfImportMap(String page) throws Exception {
        Matcher map = Pattern.compile("importmap\">([^<]+)</script>").matcher(page);
        assertThat(map.find()).isTrue();
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(map.group(1).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }

    @Test
    void filesAreServedAsWhatTheyAre() {
        ConsoleSession admin = ConsoleSession.of("adam");

        Http.Reply script = admin.open("/console/lib/lit/index.js");
        assertThat(script.expect(200).header("Content-Type")).startsWith("text/javascript");
        Map<String, String> again = admin.headers();
        again.put("If-None-Match", script.header("ETag"));
        var _ = Http.get(Surroundings.service("/console/lib/lit/index.js"), again).expect(304);
        var _ = admin.open("/console/nothing.js").expect(404);
        var _ = admin.open("/console/lib/lit/LICENSE.x").expect(404);
        var _ = admin.open("/console/index.html").expect(404);
        var _ = admin.open("/console/..%2fapplication.properties").expect(404);
    }

    @Test
    void nothingOfItIsServedElsewhere() {
        for (String path :
                new String[] {
                    "/_static/lit/3.3.1/index.js", "/webjars/uplot/1.6.30/dist/uPlot.esm.js"
                }) {
            var _ = Http.get(Surroundings.service(path), Map.of()).expect(404);
        }
    }
}
