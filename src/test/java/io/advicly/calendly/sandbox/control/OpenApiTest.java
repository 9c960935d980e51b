package io.advicly.calendly.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.fault.Faults;
import io.advicly.calendly.sandbox.http.RequestLog;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.wire.Uris;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final Vertx vertx = Vertx.vertx();
    private final JsonNode document = read();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void documentAndRoutesAreTheSame() {
        List<String> documented = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(method ->
                                        documented.add(
                                                method.toUpperCase(java.util.Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(routes());
    }

    @Test
    void everySwitchIsDescribedWithItsDefault() {
        JsonNode described =
                document.path("components").path("schemas").path("Switches").path("properties");
        assertThat(described.properties().stream().map(one -> one.getKey()))
                .containsExactlyElementsOf(
                        Arrays.stream(Switch.values()).map(Switch::wire).toList());
        for (Switch one : Switch.values()) {
            assertThat(described.path(one.wire()).path("default").asText())
                    .as(one.wire())
                    .isEqualTo(one.standard().toString());
        }
    }

    private List<String> routes() {
        World world = new World(InstantSource.system());
        Uris uris = new Uris(world.switches(), () -> "http://localhost");
        Deliveries deliveries = new Deliveries(vertx, world, uris);
        ControlApi.Parts parts =
                new ControlApi.Parts(
                        world,
                        uris,
                        new Faults(),
                        new RequestLog(),
                        deliveries,
                        new Bookings(world, deliveries));
        return new ControlApi(parts, Set.of(), () -> {})
                .endpoints().stream()
                        .map(endpoint ->
                                endpoint.method().name()
                                        + " "
                                        + endpoint.path().replaceAll(":(\\w+)", "{$1}"))
                        .toList();
    }

    private static JsonNode read() {
        try (InputStream in =
                OpenApiTest.class.getResourceAsStream("/sandbox/control-openapi.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
