package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The families of events that are not about invitees: made to happen, and heard by whom. */
class HappeningsTest extends SandboxCase {
    private static final String ALL =
            "\"contact.created\",\"contact.updated\",\"contact.deleted\",\"event_type.created\","
                    + "\"event_type.updated\",\"event_type.deleted\"";
    private static final String SCOPES =
            "users:read organizations:read event_types:read webhooks:write scheduled_events:read"
                    + " routing_forms:read meeting_recaps:read contacts:read";

    private Receiver receiver = new Receiver();

    @BeforeEach
    void open() {
        receiver.close();
        receiver = new Receiver();
    }

    @AfterEach
    void shut() {
        receiver.close();
    }

    @Test
    void aContactComesChangesAndGoes() {
        hook("ada", "organization", ALL);
        String id =
                happens("{\"event\":\"contact.created\",\"account\":\"mia\",\"name\":\"Zoe Z\"}");
        happens("{\"event\":\"contact.updated\",\"id\":\"%s\",\"name\":\"Zoe Y\"}".formatted(id));
        happens("{\"event\":\"contact.deleted\",\"id\":\"%s\"}".formatted(id));
        List<Received> told = received(3);
        assertThat(told).allMatch(one -> one.signedWith("k"));
        assertThat(told.stream().map(Received::event))
                .containsExactlyInAnyOrder("contact.created", "contact.updated", "contact.deleted");
        assertThat(payload("contact.created").path("name").asText()).isEqualTo("Zoe Z");
        assertThat(payload("contact.updated").path("name").asText()).isEqualTo("Zoe Y");
        assertThat(payload("contact.deleted").properties().stream().map(one -> one.getKey()))
                .containsExactly("uri", "deleted_at");
        assertThat(order("{\"event\":\"contact.updated\",\"id\":\"%s\"}".formatted(id)).status())
                .isEqualTo(404);
    }

    @Test
    void anEventTypeComesChangesAndGoesInTheListToo() {
        hook("ada", "organization", ALL);
        String id =
                happens(
                        "{\"event\":\"event_type.created\",\"account\":\"mia\",\"name\":\"Brand new\"}");
        Account ada = browser.connect("ada", SCOPES);
        JsonNode type = ada.get("/event_types/" + id).resource();
        assertThat(type.path("name").asText()).isEqualTo("Brand new");
        assertThat(payloadOf("event_type.created")).isEqualTo(type);
        happens(
                "{\"event\":\"event_type.updated\",\"id\":\"%s\",\"name\":\"Renamed\",\"active\":false}"
                        .formatted(id));
        assertThat(payloadOf("event_type.updated"))
                .isEqualTo(ada.get("/event_types/" + id).resource());
        assertThat(payload("event_type.updated").path("active").asBoolean()).isFalse();
        happens("{\"event\":\"event_type.deleted\",\"id\":\"%s\"}".formatted(id));
        assertThat(payloadOf("event_type.deleted").path("deleted_at").isTextual()).isTrue();
    }

    @Test
    void aFormIsSubmitted() {
        hook("ada", "organization", "\"routing_form_submission.created\"");
        String id = happens("{\"event\":\"routing_form_submission.created\"}");
        JsonNode stored =
                browser.connect("ada", SCOPES).get("/routing_form_submissions/" + id).resource();
        assertThat(payloadOf("routing_form_submission.created")).isEqualTo(stored);
    }

    @Test
    void aRecapIsTheMembersOwn() {
        String events =
                "\"meeting_recap.created\",\"meeting_recap.updated\",\"meeting_recap.deleted\"";
        hook("mia", "user", events);
        assertThat(deliveries("{\"event\":\"meeting_recap.created\",\"account\":\"ada\"}"))
                .isZero();
        String id = happens("{\"event\":\"meeting_recap.created\",\"account\":\"mia\"}");
        assertThat(payloadOf("meeting_recap.created").path("event").asText())
                .contains("/scheduled_events/");
        happens("{\"event\":\"meeting_recap.updated\",\"id\":\"%s\"}".formatted(id));
        happens("{\"event\":\"meeting_recap.deleted\",\"id\":\"%s\"}".formatted(id));
        received(3);
        assertThat(payload("meeting_recap.deleted").properties()).hasSize(2);
    }

    @Test
    void whoIsNotConcernedHearsNothing() {
        hook("mia", "user", ALL);
        assertThat(deliveries("{\"event\":\"contact.created\",\"account\":\"ada\"}")).isZero();
        assertThat(deliveries("{\"event\":\"event_type.created\",\"account\":\"max\"}")).isZero();
        assertThat(deliveries("{\"event\":\"event_type.created\",\"account\":\"mia\"}")).isOne();
        assertThat(deliveries("{\"event\":\"contact.created\",\"account\":\"gina\"}")).isZero();
    }

    @Test
    void whatCannotHappenIsTold() {
        assertThat(order("{\"event\":\"invitee.created\"}").status()).isEqualTo(400);
        assertThat(order("{\"event\":\"contact.created\",\"account\":\"nobody\"}").status())
                .isEqualTo(404);
        assertThat(order("{\"event\":\"event_type.updated\",\"id\":\"nowhere\"}").status())
                .isEqualTo(404);
        assertThat(order("{\"evnt\":\"contact.created\"}").status()).isEqualTo(400);
    }

    @Test
    void samplesAreOfTheFamilyThatWasAskedFor() {
        Account ada = browser.connect("ada", SCOPES);
        assertThat(sample(ada, "contact.created").path("payload").path("uri").asText())
                .contains("/contacts/");
        assertThat(sample(ada, "contact.deleted").path("payload").has("deleted_at")).isTrue();
        assertThat(sample(ada, "event_type.updated").path("payload").path("uri").asText())
                .contains("/event_types/");
        assertThat(
                        sample(ada, "routing_form_submission.created")
                                .path("payload")
                                .path("uri")
                                .asText())
                .contains("/routing_form_submissions/");
        assertThat(sample(ada, "meeting_recap.created").path("payload").path("uri").asText())
                .contains("/meeting_recaps/");
    }

    private JsonNode sample(Account caller, String event) {
        String scope = event.startsWith("meeting_recap") ? "user" : "organization";
        GivenAnswer answer =
                caller.get(
                        "/sample_webhook_data?event=%s&organization=%s&user=%s&scope=%s"
                                .formatted(
                                        event,
                                        Browser.encode(caller.organization()),
                                        Browser.encode(caller.uri()),
                                        scope));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private void hook(String creator, String scope, String events) {
        GivenAnswer made =
                browser.post(
                        "/_control/subscriptions",
                        "{\"callback_url\":\"%s\",\"creator\":\"%s\",\"scope\":\"%s\",\"events\":[%s],\"signing_key\":\"k\"}"
                                .formatted(receiver.url(), creator, scope, events));
        assertThat(made.status()).isEqualTo(201);
    }

    private String happens(String order) {
        GivenAnswer answer = order(order);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private int deliveries(String order) {
        GivenAnswer answer = order(order);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("deliveries").asInt();
    }

    private GivenAnswer order(String order) {
        return browser.post("/_control/happenings", order);
    }

    private List<Received> received(int count) {
        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(count));
        return receiver.received();
    }

    /** Waits for it. */
    private JsonNode payloadOf(String event) {
        await().untilAsserted(() -> assertThat(receiver.events()).contains(event));
        return payload(event);
    }

    private JsonNode payload(String event) {
        return receiver.received().stream()
                .filter(one -> one.event().equals(event))
                .findFirst()
                .orElseThrow()
                .payload();
    }
}
