package io.advicly.calendly.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.advicly.calendly.testing.SessionLink;
import io.advicly.calendly.testing.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// A product on a site of its own, with the component on its page and a backend that gives it
/// sessions of one user. Whatever a console says of an error or a warning, in any of its tabs and
/// windows, is remembered.
final class ProductSite implements AutoCloseable {

    /// What every page of it does: notes what the component says, and has it ask the backend.
    static final String HOST =
            """
            window.said = []
            for (const name of ['state', 'connected', 'disconnected', 'error']) {
              document.addEventListener('calendly-' + name, it =>
                said.push([name, it.detail.state ?? it.detail.code ?? it.detail.account?.email].filter(Boolean).join(' ')))
            }
            window.fetchToken = async () => (await fetch('/token')).text()
            for (const element of document.querySelectorAll('calendly-connect')) element.fetchToken = fetchToken
            """;

    private final ProductServer server = new ProductServer();
    private final List<SessionLink> sessions = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final BrowserContext context;
    private final String user;
    private final Map<String, ?> session;

    /// @param more what the backend asks for besides
    ProductSite(BrowserContext context, Map<String, ?> more) {
        this.context = context;
        this.user = "product-" + UUID.randomUUID();
        Map<String, Object> wanted = new HashMap<>(more);
        wanted.put("allowed_origins", List.of(origin()));
        this.session = wanted;
        server.serve("/host.js", ProductServer.File.script(HOST));
        server.serve("/token", token(() -> newSession().token()));
        serve("/settings", page("<calendly-connect></calendly-connect>"));
        watch(context);
    }

    /// @param token what the backend answers
    static ProductServer.File token(Supplier<String> token) {
        return new ProductServer.File("text/plain", Map.of("Cache-Control", "no-store"), token);
    }

    void serveTokensOf(String another, String path) {
        server.serve(path, token(() -> SessionLink.of(another, session).token()));
    }

    /// What goes wrong in another browser is told here too.
    void watch(BrowserContext browser) {
        browser.onConsoleMessage(this::note);
        browser.onWebError(error -> complaints.add("uncaught: " + error.error()));
        browser.onRequest(requests::add);
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.type() + ": " + message.text());
        }
    }

    static String origin() {
        return Surroundings.product("").toString();
    }

    static String component() {
        return Surroundings.service("/connect.js").toString();
    }

    private static String pageWith(String body) {
        return """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Product</title>
        <link rel="icon" href="data:,">
        <script type="module" src="%s"></script></head><body><main><h1>Settings</h1>
        %s
        </main><script src="/host.js"></script></body></html>
        """
                .formatted(component(), body);
    }

    static ProductServer.File page(String body) {
        return ProductServer.File.html(pageWith(body));
    }

    void serve(String path, ProductServer.File file) {
        server.serve(path, file);
    }

    String user() {
        return user;
    }

    SessionLink newSession() {
        SessionLink made = SessionLink.of(user, session);
        sessions.add(made);
        return made;
    }

    /// All that the backend has made.
    List<SessionLink> sessions() {
        return List.copyOf(sessions);
    }

    Page open() {
        return open("/settings");
    }

    Page open(String path) {
        Page page = context.newPage();
        var _ = page.navigate(origin() + path);
        return page;
    }

    void assertNothingWentWrong() {
        assertThat(complaints).isEmpty();
        sessions.forEach(this::assertKeptToOurselves);
    }

    /// The token of a session stands in the address of our own page, and in no other; nobody is
    /// told that address.
    private void assertKeptToOurselves(SessionLink session) {
        String own = Surroundings.service("/connect/").toString();
        assertThat(requests)
                .filteredOn(it -> it.url().contains(session.token()))
                .allSatisfy(it -> assertThat(it.url()).startsWith(own));
        assertThat(requests)
                .extracting(it -> it.headers().getOrDefault("referer", ""))
                .noneMatch(it -> it.contains(session.token()));
    }

    @Override
    public void close() {
        context.close();
        server.close();
    }
}
