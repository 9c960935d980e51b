package io.advicly.calendly.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// A user of the product at a browser: holds a bearer token and cookies, and does what people do,
/// in several tabs at the same time too.
public final class Person {

    private final String user;
    private final String token;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private URI home;

    private Person(String user, String token, URI home) {
        this.user = user;
        this.token = token;
        this.home = home;
    }

    /// Somebody who has never been here.
    public static Person newcomer() {
        return named("user-" + UUID.randomUUID());
    }

    public static Person named(String user) {
        return claiming(user, Map.of());
    }

    /// An operator: somebody whose token opens `/api/admin`.
    public static Person admin() {
        return claiming("admin-" + UUID.randomUUID(), Map.of("groups", List.of("calendly-admin")));
    }

    /// A backend of the product, in a tenant, or in all with `*`.
    public static Person backend(String tenant) {
        return claiming(
                "backend-" + UUID.randomUUID(),
                Map.of("groups", List.of("calendly-backend"), "tenant_id", tenant));
    }

    /// Somebody whose token is good only for a while.
    public static Person forSeconds(int seconds) {
        return claiming("user-" + UUID.randomUUID(), Map.of("expires_in", seconds));
    }

    /// @param claims what else the sandbox's login shall put into the token
    public static Person claiming(String user, Map<String, ?> claims) {
        Map<String, Object> wanted = new HashMap<>(claims);
        wanted.put("sub", user);
        Http.Reply reply = Http.post(Surroundings.sandbox("/_login/token"), wanted, Map.of());
        return new Person(
                user,
                reply.expect(200).body().get("access_token").asText(),
                Surroundings.service(""));
    }

    /// Somebody who has signed in already, and whose browser reaches the service there.
    public static Person signedIn(String user, String token, URI home) {
        return new Person(user, token, home);
    }

    /// The `sub` of the bearer token.
    public String user() {
        return user;
    }

    /// From now on this person's browser reaches another replica.
    public Person at(ServiceProcess replica) {
        home = replica.at("");
        return this;
    }

    public Http.Reply get(String path) {
        return Http.get(URI.create(home + path), headers());
    }

    /// Opens the live stream.
    public EventStream stream(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers());
        all.putAll(more);
        return EventStream.open(URI.create(home + "/api/meetings/stream"), all);
    }

    public Http.Reply post(String path, Object body) {
        return keepCookies(Http.post(URI.create(home + path), body, headers()));
    }

    public Http.Reply delete(String path) {
        return Http.with("DELETE", URI.create(home + path), null, headers());
    }

    /// Connects and consents with this account of the sandbox; the address the browser ends at.
    public URI connect(String account) {
        return consent(askToConnect(), account, "approve");
    }

    /// The address of Calendly's consent page, for somebody who needs to consent.
    public URI askToConnect() {
        return askToConnect(Map.of());
    }

    public URI askToConnect(Map<String, ?> request) {
        JsonNode reply = post("/api/calendly/connection", request).expect(200).body();
        if (!reply.get("status").asText().equals("authorization_required")) {
            throw new AssertionError("no consent needed: " + reply);
        }
        return URI.create(reply.get("authorization_url").asText());
    }

    /// Decides on the consent page, and follows the redirect to the callback.
    public URI consent(URI authorizeUrl, String account, String decision) {
        return land(decide(authorizeUrl, account, decision));
    }

    /// Decides on the consent page; where Calendly sends the browser then.
    public static URI decide(URI authorizeUrl, String account, String decision) {
        URI decided = URI.create(authorizeUrl + "&_account=" + account + "&_decision=" + decision);
        Http.Reply reply = Http.get(decided, Map.of());
        if (reply.status() != 302 && reply.status() != 303) {
            throw new AssertionError(reply.status() + " " + reply.raw().body());
        }
        return URI.create(reply.header("Location"));
    }

    /// Follows a redirect to the callback; the address the browser is sent on to.
    public URI land(URI callback) {
        return URI.create(open(callback).expect(303).header("Location"));
    }

    /// Opens an address as a browser does: with cookies, without a bearer token.
    public Http.Reply open(URI address) {
        return open(address, List.of());
    }

    /// The same by a browser that has more cookies, which it sends first.
    public Http.Reply open(URI address, List<String> others) {
        List<String> all = new ArrayList<>(others);
        if (!cookies.isEmpty()) {
            all.add(cookieHeader());
        }
        return keepCookies(
                Http.get(
                        address,
                        all.isEmpty() ? Map.of() : Map.of("Cookie", String.join("; ", all))));
    }

    /// Opens an address and closes the browser after a while.
    public void openAndLeave(URI address, Duration patience) {
        var _ =
                Http.send(
                        HttpRequest.newBuilder(address)
                                .header("Cookie", cookieHeader())
                                .timeout(patience)
                                .GET());
    }

    /// Asks to connect and closes the browser after a while.
    public void connectAndLeave(Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(home + "/api/calendly/connection"))
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"));
        headers().forEach(request::header);
        var _ = Http.send(request);
    }

    public JsonNode connection() {
        return get("/api/calendly/connection").expect(200).body();
    }

    public List<JsonNode> meetings() {
        List<JsonNode> all = new ArrayList<>();
        get("/api/meetings?limit=200").expect(200).body().get("meetings").forEach(all::add);
        return all;
    }

    public Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + token);
    }

    private Http.Reply keepCookies(Http.Reply reply) {
        for (String header : reply.raw().headers().allValues("Set-Cookie")) {
            for (HttpCookie cookie : HttpCookie.parse(header)) {
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(cookie.getName());
                } else {
                    cookies.put(cookie.getName(), cookie.getValue());
                }
            }
        }
        return reply;
    }

    private String cookieHeader() {
        List<String> pairs = new ArrayList<>();
        cookies.forEach((name, value) -> pairs.add(name + "=" + value));
        return String.join("; ", pairs);
    }
}
