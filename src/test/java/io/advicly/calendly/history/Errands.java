package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// What people do at the service. Whatever becomes of it is written into the ledger as far as the
/// answer tells it.
final class Errands {

    private final World world;

    Errands(World world) {
        this.world = world;
    }

    void connect(int user, String account, int replica) {
        connectWithout(user, account, replica, "");
    }

    /// @param scopes what the user does not allow, where there is a consent page
    void connectWithout(int user, String account, int replica, String scopes) {
        at(user, replica, () -> ask(user, account, replica, Map.of(), scopes));
    }

    void changeAccount(int user, String account, int replica) {
        at(user, replica, () -> ask(user, account, replica, Map.of("switch_account", true), ""));
    }

    void disconnect(int user, boolean purge, int replica) {
        at(
                user,
                replica,
                () -> {
                    Http.Reply reply =
                            world.noted(
                                    "DELETE connection",
                                    person(user).delete("/api/calendly/connection?purge=" + purge));
                    if (reply.status() == 204) {
                        world.ledger().disconnected(user, world.accounts(), world.now());
                    } else {
                        world.ledger().unclear(user, List.of(), world.now());
                    }
                });
    }

    void sync(int user, int replica) {
        at(
                user,
                replica,
                () ->
                        world.noted(
                                "POST sync",
                                person(user).post("/api/calendly/connection/sync", Map.of())));
    }

    private Person person(int user) {
        return world.people().get(user);
    }

    /// At that process, or at the one that is there. A connection that is cut leaves everything
    /// open but what was sure before.
    private void at(int user, int replica, Runnable errand) {
        ServiceProcess process = world.site().replicas().reachable(replica).orElse(null);
        if (process == null) {
            return;
        }
        person(user).at(process);
        world.ledger()
                .errand(
                        user,
                        world.accounts(),
                        world::now,
                        () -> {
                            try {
                                errand.run();
                            } catch (UncheckedIOException cut) {
                                world.ledger().unclear(user, world.accounts(), world.now());
                            }
                        });
    }

    private void ask(
            int user, String account, int replica, Map<String, ?> request, String without) {
        Http.Reply reply =
                world.noted(
                        "POST connection", person(user).post("/api/calendly/connection", request));
        if (reply.status() != 200) {
            world.ledger().unclear(user, world.accounts(), world.now());
            return;
        }
        JsonNode body = reply.body();
        if (body.get("status").asText().equals("connected")) {
            connected(user, last(body.at("/connection/account/uri").asText()));
            return;
        }
        URI consent = URI.create(lessened(body.get("authorization_url").asText(), without));
        world.ledger().unclear(user, List.of(account), world.now());
        world.ledger().consents(user, without.isEmpty());
        land(user, account, replica, Person.decide(consent, account, "approve"));
    }

    /// The browser comes back, to whichever process is there.
    private void land(int user, String account, int replica, URI callback) {
        ServiceProcess process = world.site().replicas().reachable(replica).orElse(null);
        if (process == null) {
            return;
        }
        URI there = process.at(callback.getRawPath() + "?" + callback.getRawQuery());
        Http.Reply reply = world.noted("GET callback", person(user).open(there));
        if (reply.header("Location").contains("calendly=connected")) {
            connected(user, account);
        }
    }

    private static String lessened(String authorizeUrl, String scopes) {
        String left = authorizeUrl;
        for (String scope : scopes.isEmpty() ? new String[0] : scopes.split(" ")) {
            left = left.replace(scope.replace(":", "%3A"), "");
        }
        return left;
    }

    private void connected(int user, String account) {
        world.ledger().connected(user, account, world.now());
        world.ledger().leftOthers(user, account, world.accounts(), world.now());
    }

    private static String last(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }
}
