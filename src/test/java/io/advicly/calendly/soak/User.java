package io.advicly.calendly.soak;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Somebody who is connected with an account.
record User(Person person, String account) {

    /// @return how many there are, each connected
    static List<User> connectedAt(Replicas replicas, int organizations, int usersEach) {
        List<Callable<User>> connects = new ArrayList<>();
        for (String account : Crowd.plant("soak", organizations, usersEach, 1)) {
            User user = new User(Person.newcomer().at(replicas.any()), account);
            connects.add(user::connected);
        }
        return Crowd.all(Callers.CALLERS, connects);
    }

    /// Whoever is told to come again, as the machine is busy, does so.
    private User connected() {
        await("of " + account).until(this::isConnected);
        return this;
    }

    private boolean isConnected() {
        Http.Reply reply = person.post("/api/calendly/connection", Map.of());
        if (reply.status() == 503) {
            return false;
        }
        JsonNode told = reply.expect(200).body();
        return told.get("status").asText().equals("connected")
                || "calendly=connected"
                        .equals(
                                person.consent(
                                                URI.create(told.get("authorization_url").asText()),
                                                account,
                                                "approve")
                                        .getQuery());
    }

    Http.Reply look(ServiceProcess replica) {
        return Http.get(replica.at("/api/calendly/connection"), person.headers());
    }

    /// Has the grant refreshed.
    Http.Reply connect(ServiceProcess replica) {
        return Http.post(replica.at("/api/calendly/connection"), Map.of(), person.headers());
    }

    Http.Reply sync(ServiceProcess replica) {
        return Http.post(replica.at("/api/calendly/connection/sync"), Map.of(), person.headers());
    }

    boolean isConnectedAt(ServiceProcess replica) {
        Http.Reply reply = connect(replica);
        return reply.status() == 200 && "connected".equals(reply.body().path("status").asText());
    }

    /// @return the URI of the event
    String book() {
        return Calendar.bookWith(account, "Grace Hopper").event();
    }
}
