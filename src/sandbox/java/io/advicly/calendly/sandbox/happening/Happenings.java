package io.advicly.calendly.sandbox.happening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.News;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes events of the families that are not about invitees occur. */
public final class Happenings {
    private final Contacts contacts;
    private final EventTypeChanges eventTypes;
    private final Submissions submissions;
    private final Recaps recaps;
    private final Map<String, Function<Wish, @Nullable News>> makers = new LinkedHashMap<>();

    public Happenings(World world, Uris uris) {
        contacts = new Contacts(world, uris);
        eventTypes = new EventTypeChanges(world, uris);
        submissions = new Submissions(world, uris);
        recaps = new Recaps(world, uris);
        makers.put("contact.created", contacts::created);
        makers.put("contact.updated", contacts::updated);
        makers.put("contact.deleted", contacts::deleted);
        makers.put("event_type.created", eventTypes::created);
        makers.put("event_type.updated", eventTypes::updated);
        makers.put("event_type.deleted", eventTypes::deleted);
        makers.put("routing_form_submission.created", submissions::created);
        makers.put("meeting_recap.created", recaps::created);
        makers.put("meeting_recap.updated", recaps::updated);
        makers.put("meeting_recap.deleted", recaps::deleted);
    }

    public Set<String> events() {
        return makers.keySet();
    }

    /** Null where there is nothing that it could happen to. */
    public @Nullable News make(String event, Wish wish) {
        Function<Wish, @Nullable News> maker = makers.get(event);
        return maker == null ? null : maker.apply(wish);
    }

    /** The payload that a delivery of that event would have for that account, or null. */
    public @Nullable ObjectNode sample(String event, User account) {
        return switch (event.substring(0, event.indexOf('.'))) {
            case "contact" -> contacts.sample(event, account);
            case "event_type" -> eventTypes.sample(event, account.organizationId());
            case "routing_form_submission" ->
                    submissions.sample(new Wish(account, null, null, null, null));
            case "meeting_recap" -> recaps.sample(event, account);
            default -> null;
        };
    }
}
