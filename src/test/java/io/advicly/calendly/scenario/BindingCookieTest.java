package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.HttpCookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What asking to connect, however often, leaves in a browser.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BindingCookieTest {

    private static final int HANDFUL = 3;
    private static final int ATTEMPTS = 110;

    private final Person olivia = Person.newcomer();

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void goesToTheCallbackAlone() {
        Http.Reply asked = olivia.post("/api/calendly/connection", Map.of()).expect(200);

        assertThat(cookies(asked))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.getPath()).isEqualTo("/api/calendly/oauth/callback");
                    assertThat(cookie.isHttpOnly()).isTrue();
                });
    }

    @Test
    void aBrowserKeepsAHandfulHoweverOftenItsUserAsks() {
        Set<String> jar = new LinkedHashSet<>();
        List<URI> consents = new ArrayList<>();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Http.Reply asked = olivia.post("/api/calendly/connection", Map.of()).expect(200);
            for (HttpCookie cookie : cookies(asked)) {
                if (cookie.getMaxAge() == 0) {
                    jar.remove(cookie.getName());
                } else {
                    jar.add(cookie.getName());
                }
            }
            consents.add(URI.create(asked.body().get("authorization_url").asText()));
        }

        assertThat(jar).hasSize(HANDFUL);
        assertThat(olivia.consent(consents.get(ATTEMPTS - HANDFUL), "ada", "approve"))
                .as("the oldest of them")
                .hasQuery("calendly=connected");
    }

    @Test
    void theCallbackTakesBackWhatItUsed() {
        URI callback = Person.decide(olivia.askToConnect(), "ada", "approve");

        assertThat(cookies(olivia.open(callback).expect(303)))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.getMaxAge()).isZero();
                    assertThat(cookie.getPath()).isEqualTo("/api/calendly/oauth/callback");
                });
    }

    private static List<HttpCookie> cookies(Http.Reply reply) {
        return reply.raw().headers().allValues("Set-Cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .toList();
    }
}
