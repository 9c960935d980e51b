package io.advicly.calendly.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.advicly.calendly.testing.SessionLink;
import io.advicly.calendly.testing.Surroundings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A product on a site of its own, with the component on its page and a backend that gives it
/// sessions of one user.
final class ProductSite implements AutoCloseable {

    static final String ORIGIN = "http://product.localhost:3000";

    private static String pageWith(URI component) {
        return """
        <!doctype html><html lang="en"><head><title>Product</title><link rel="icon" href="data:,">
        <script type="module" src="%s"></script></head><body>
        <calendly-connect></calendly-connect>
        <script>
          window.said = []
          for (const name of ['connected', 'disconnected', 'error']) {
            document.addEventListener('calendly-' + name, it => said.push(name + ' ' + (it.detail.code ?? '')))
          }
          document.querySelector('calendly-connect').fetchToken = async () => (await fetch('/token')).text()
        </script></body></html>
        """
                .formatted(component);
    }

    private final BrowserContext context;
    private final String user;
    private final Map<String, ?> session;
    private final List<String> complaints = new ArrayList<>();

    /// @param more what the backend asks for besides
    ProductSite(BrowserContext context, Map<String, ?> more) {
        this.context = context;
        this.user = "product-" + UUID.randomUUID();
        Map<String, Object> wanted = new HashMap<>(more);
        wanted.put("allowed_origins", List.of(ORIGIN));
        this.session = wanted;
        context.route(ORIGIN + "/**", this::answer);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add("uncaught: " + error.error()));
    }

    private void answer(Route route) {
        boolean token = route.request().url().endsWith("/token");
        route.fulfill(
                new Route.FulfillOptions()
                        .setContentType(token ? "text/plain" : "text/html")
                        .setBody(
                                token
                                        ? newSession().token()
                                        : pageWith(Surroundings.service("/connect.js"))));
    }

    SessionLink newSession() {
        return SessionLink.of(user, session);
    }

    Page open() {
        Page page = context.newPage();
        var _ = page.navigate(ORIGIN + "/settings");
        return page;
    }

    void assertNothingWentWrong() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
