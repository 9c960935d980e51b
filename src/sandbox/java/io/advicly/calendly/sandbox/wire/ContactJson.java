package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.record.Contact;

/** Contacts (RN 2026-05-27, RN 2026-10-22); fields that the notes do not name are our reading. */
public final class ContactJson {
    private final Uris uris;

    public ContactJson(Uris uris) {
        this.uris = uris;
    }

    public ObjectNode render(Contact contact) {
        ObjectNode json = Json.object().put("uri", uri(contact.id())).put("name", contact.name());
        InviteeJson.addParts(json, contact.name());
        json.put("email", contact.email())
                .put("company", contact.company())
                .putNull("job_title")
                .putNull("city")
                .putNull("timezone")
                .putArray("custom_fields");
        return json.put("app_url", uris.ownBase() + "/app/contacts/" + contact.id())
                .put("created_at", Timestamps.of(contact.createdAt()))
                .put("updated_at", Timestamps.of(contact.updatedAt()));
    }

    public String uri(String id) {
        return uris.uri("contacts", id);
    }
}
