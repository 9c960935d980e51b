package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void everythingSurvivesARestart() {
        String refreshToken;
        String booking;
        String loginKey;
        try (Receiver receiver = new Receiver()) {
            try (Sandbox sandbox = start()) {
                Browser browser = new Browser(sandbox.baseUrl());
                Account ada = browser.connect("ada");
                refreshToken = ada.refreshToken();
                ada.subscribe(receiver.url());
                browser.set("hold_deliveries", true);
                booking = browser.post("/_control/bookings", "{}").json().path("event_id").asText();
                loginKey = browser.get("/_login/jwks").text();
            }
            try (Sandbox sandbox = start()) {
                Browser browser = new Browser(sandbox.baseUrl());
                assertThat(browser.get("/_login/jwks").text()).isEqualTo(loginKey);
                Account ada = new Account(browser, "ada", browser.refresh(refreshToken).json());
                assertThat(ada.get("/scheduled_events/" + booking).status()).isEqualTo(200);
                assertThat(receiver.received()).isEmpty();
                browser.set("hold_deliveries", false);
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
                assertThat(receiver.received().getFirst().signedWith("k")).isTrue();
            }
        }
    }

    @Test
    void aChangeIsWrittenShortlyAfter() {
        try (Sandbox sandbox = start()) {
            String code = new Browser(sandbox.baseUrl()).code("ada", Browser.SCOPES);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(file()).content().contains(code));
        }
    }

    @Test
    void retriesGoOnAfterARestart() {
        try (Receiver receiver = new Receiver()) {
            receiver.answerWith(500);
            try (Sandbox sandbox = start()) {
                Browser browser = new Browser(sandbox.baseUrl());
                browser.set("time_scale", 1);
                browser.connect("ada").subscribe(receiver.url());
                browser.post("/_control/bookings", "{}");
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() ->
                                assertThat(browser.get("/_control/deliveries").text())
                                        .contains("retrying"));
            }
            receiver.answerWith(200);
            try (Sandbox sandbox = start()) {
                Browser browser = new Browser(sandbox.baseUrl());
                browser.post("/_control/clock", "{\"advance_seconds\":60}");
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() ->
                                assertThat(browser.get("/_control/deliveries").text())
                                        .contains("\"state\":\"delivered\""));
            }
        }
    }

    @Test
    void anUnreadableFileIsSetAside() throws IOException {
        Files.writeString(file(), "{\"users\":[{\"id\":[]}]}");
        try (Sandbox sandbox = start()) {
            Browser browser = new Browser(sandbox.baseUrl());
            assertThat(browser.connect("ada").get("/users/me").status()).isEqualTo(200);
            assertThat(folder.resolve("sandbox.json.unreadable")).exists();
        }
    }

    @Test
    void aFileFromBeforeEventTypesCouldBeDeletedIsRead() throws IOException {
        try (Sandbox sandbox = start()) {
            new Browser(sandbox.baseUrl()).connect("ada");
        }
        ObjectNode state = (ObjectNode) new ObjectMapper().readTree(file().toFile());
        state.path("event_types").forEach(type -> ((ObjectNode) type).remove("standing"));
        state.remove(List.of("schedules", "busy_times", "booking_links", "questions"));
        state.remove(List.of("routing_forms", "form_submissions", "contacts", "activity"));
        Files.writeString(file(), state.toString());
        try (Sandbox sandbox = start()) {
            Browser browser = new Browser(sandbox.baseUrl());
            Account ada = browser.connect("ada", Browser.SCOPES + " availability:read");
            assertThat(folder.resolve("sandbox.json.unreadable")).doesNotExist();
            JsonNode type = ada.get("/event_types/ada-intro").resource();
            assertThat(type.path("active").asBoolean()).isTrue();
            String mine = "/user_availability_schedules?user=" + Browser.encode(ada.uri());
            assertThat(ada.get(mine).collection()).hasSize(1);
        }
    }

    private Sandbox start() {
        return Sandbox.start(SandboxOptions.defaults().withAnyPort().withStateFile(file()));
    }

    private Path file() {
        return folder.resolve("sandbox.json");
    }
}
