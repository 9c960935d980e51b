package io.advicly.calendly.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.EventStream;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What is sent to whoever waits is what asyncapi.yaml says.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class AsyncApiTest {

    private static final String FEED = "asyncapi.yaml#/components/schemas/FeedEvent";

    @Test
    void itIsServed() {
        String served =
                Http.get(Surroundings.service("/q/asyncapi.yaml"), Map.of())
                        .expect(200)
                        .raw()
                        .body();

        assertThat(ApiFile.parse(served)).isEqualTo(Described.MESSAGES);
    }

    @Test
    void itNamesTheTypesOfEventsThatThereAre() {
        List<String> types = Arrays.stream(EventType.values()).map(EventType::code).toList();

        List<String> sent = new ArrayList<>();
        Described.MESSAGES
                .at("/channels/destination/messages")
                .fieldNames()
                .forEachRemaining(sent::add);
        assertThat(sent).containsAll(types).hasSize(types.size() + 1).contains("destination.test");
        List<String> told = new ArrayList<>();
        Described.MESSAGES
                .at("/components/schemas")
                .findValues("type")
                .forEach(type -> type.path("enum").forEach(it -> told.add(it.asText())));
        assertThat(told).containsExactlyInAnyOrderElementsOf(types);
        assertThat(Described.API.at("/components/schemas/Event/properties/type/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void everyEventIsAsDescribed() {
        Customer customer = Customer.whoIsBooked();
        Calendar.cancel(Calendar.bookWith("ada", "Alan Turing"));
        await().untilAsserted(() ->
                assertThat(customer.events().findValuesAsText("type"))
                        .contains("meeting.canceled"));
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "ada"), 200);
        customer.user.post("/api/calendly/connection/sync", Map.of()).expect(202);
        await().untilAsserted(() ->
                assertThat(customer.events().findValuesAsText("type"))
                        .contains("connection.needs_reconnect", "sync.failed"));
        assertAsDescribed(customer.events());

        customer.user.delete("/api/calendly/connection?purge=true").expect(204);
        await().untilAsserted(() ->
                assertThat(customer.events().findValuesAsText("type"))
                        .contains("connection.disconnected", "meeting.erased"));
        assertAsDescribed(customer.events());
    }

    private static void assertAsDescribed(JsonNode events) {
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(Described.wrongs(FEED, event)).as(event.toString()).isEmpty());
    }

    @Test
    void somethingElseIsNot() {
        ObjectNode event = (ObjectNode) Customer.whoIsBooked().events().get(0);
        assertThat(Described.wrongs(FEED, event)).isEmpty();

        event.put("type", "meeting.erased").putObject("data");

        assertThat(Described.wrongs(FEED, event)).isNotEmpty();
    }

    @Test
    void whatTheStreamSaysIsAsDescribed() {
        Customer customer = Customer.whoIsBooked();
        try (EventStream stream = customer.user.stream(Map.of("Last-Event-ID", "0"))) {
            await().untilAsserted(() -> assertThat(stream.named("meeting")).isNotEmpty());
            customer.user.post("/api/calendly/connection/sync", Map.of()).expect(202);
            await().untilAsserted(() -> assertThat(stream.named("sync")).isNotEmpty());

            assertThat(stream.all()).allSatisfy(AsyncApiTest::assertAsStreamed);
        }
    }

    private static void assertAsStreamed(EventStream.Event event) {
        assertAs(event.name(), event.data());
    }

    private static void assertAs(String message, JsonNode json) {
        String schema =
                Described.MESSAGES
                        .path("components")
                        .path("messages")
                        .path(message)
                        .at("/payload/$ref")
                        .asText();
        assertThat(schema).as(message).isNotEmpty();
        String place = schema.startsWith("#") ? "asyncapi.yaml" + schema : schema;
        assertThat(Described.wrongs(place, json)).as(json.toString()).isEmpty();
    }

    @Test
    void whatDestinationsGetIsAsDescribed() throws IOException {
        List<JsonNode> received = new CopyOnWriteArrayList<>();
        List<String> headers = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", call -> take(call, received, headers));
        server.start();
        try {
            Customer customer = Customer.whoIsBooked();
            String destination =
                    customer.backend
                            .post(
                                    "/api/backend/destinations",
                                    Map.of(
                                            "url",
                                            "http://localhost:%d/"
                                                    .formatted(server.getAddress().getPort())))
                            .expect(201)
                            .body()
                            .get("id")
                            .asText();
            customer.backend
                    .post("/api/backend/destinations/" + destination + "/test", Map.of())
                    .expect(200);
            Calendar.bookWith("ada", "Alan Turing");

            await().untilAsserted(() -> assertThat(received).hasSizeGreaterThanOrEqualTo(2));
            assertThat(received).allSatisfy(AsyncApiTest::assertAsSent);
            assertThat(headers).contains("webhook-id", "webhook-timestamp", "webhook-signature");
        } finally {
            server.stop(0);
        }
    }

    private static void assertAsSent(JsonNode message) {
        assertAs(message.get("type").asText(), message);
    }

    private static void take(HttpExchange call, List<JsonNode> received, List<String> headers) {
        try (call) {
            call.getRequestHeaders()
                    .keySet()
                    .forEach(it -> headers.add(it.toLowerCase(Locale.ROOT)));
            received.add(Http.JSON.readTree(call.getRequestBody()));
            call.sendResponseHeaders(204, -1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
