package io.advicly.calendly.sandbox.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * {@code /_backend}: a backend of the demo product. Takes events as {@code docs/backend.md} tells
 * to, and shows the page what came, refused or not.
 */
public final class DemoBackend {
    /** Where the service sends events to. */
    static final String EVENTS = "/_backend/events";

    /** Where the secret of that destination is put down. */
    static final String SECRETS = "/_backend/secrets";

    /** About one user. */
    private static final int KEPT = 200;

    /** The demo page comes from the service's port. */
    private static final Map<String, String> CORS = Map.of("Access-Control-Allow-Origin", "*");

    private final World world;
    private final EventSecrets secrets = new EventSecrets();

    /** The latest first. */
    private final Deque<ToldEvent> told = new ArrayDeque<>();

    public DemoBackend(World world) {
        this.world = world;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("backend_receive", EVENTS, this::receive),
                Endpoint.get("backend_events", EVENTS, this::list),
                Endpoint.post("backend_secrets", SECRETS, this::addSecret));
    }

    public void forget() {
        told.clear();
    }

    private SandboxReply addSecret(Call call) {
        try {
            secrets.add(call.json().path("secret").asText());
        } catch (IllegalArgumentException noSecret) {
            throw ApiError.invalid("secret", "must be a secret of the service's: whsec_…");
        }
        return SandboxReply.empty(204);
    }

    private SandboxReply receive(Call call) {
        String id = call.header("webhook-id");
        boolean verified =
                secrets.verify(
                        id,
                        call.header("webhook-timestamp"),
                        call.header("webhook-signature"),
                        call.rawBody(),
                        world.now());
        note(new ToldEvent(id == null ? "" : id, world.now(), verified, call.json()));
        return SandboxReply.empty(verified ? 204 : 400);
    }

    /** A repeat is dropped. */
    private void note(ToldEvent event) {
        if (told.stream().anyMatch(it -> it.verified() && it.id().equals(event.id()))) {
            return;
        }
        told.addFirst(event);
        told.stream()
                .filter(it -> it.user().equals(event.user()))
                .skip(KEPT)
                .findFirst()
                .ifPresent(told::removeLastOccurrence);
    }

    /** Those about a user, where one is named. */
    private SandboxReply list(Call call) {
        String user = call.query("user");
        List<JsonNode> shown =
                told.stream()
                        .filter(event -> user == null || event.user().equals(user))
                        .<JsonNode>map(ToldEvent::json)
                        .toList();
        ObjectNode json = Json.object().put("registered", !secrets.isEmpty());
        json.set("events", Json.array().addAll(shown));
        return SandboxReply.json(200, json).with(CORS);
    }
}
