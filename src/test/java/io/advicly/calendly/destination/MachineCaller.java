package io.advicly.calendly.destination;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.TestTokens;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A backend at the API.
record MachineCaller(URI service, String tenant, String authorization) {

    private static final String PATH = "/api/backend/destinations";

    static MachineCaller ofNewTenant(URI service) {
        return in(service, "tenant-" + UUID.randomUUID());
    }

    static MachineCaller in(URI service, String tenant) {
        return new MachineCaller(service, tenant, "Bearer " + TestTokens.backend(tenant));
    }

    Http.Reply call(String method, String path, @Nullable Object body) {
        return Http.with(
                method, service.resolve(PATH + path), body, Map.of("Authorization", authorization));
    }

    /// Its id is in `id`, its secret in `secret`.
    JsonNode create(String url, String... types) {
        Map<String, Object> wanted = new HashMap<>(Map.of("url", url));
        if (types.length > 0) {
            wanted.put("types", List.of(types));
        }
        return call("POST", "", wanted).expect(201).body();
    }

    JsonNode get(String id) {
        return call("GET", "/" + id, null).expect(200).body();
    }

    String state(String id) {
        return get(id).get("state").asText();
    }

    long behind(String id) {
        return get(id).get("behind").get("events").asLong();
    }

    long resume(String id, String from) {
        return call("POST", "/" + id + "/resume", Map.of("from", from))
                .expect(202)
                .body()
                .get("events")
                .asLong();
    }

    JsonNode attempts(String id, String query) {
        return call("GET", "/" + id + "/attempts" + query, null).expect(200).body().get("attempts");
    }
}
