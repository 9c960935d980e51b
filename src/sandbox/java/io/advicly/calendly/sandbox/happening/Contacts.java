package io.advicly.calendly.sandbox.happening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.News;
import io.advicly.calendly.sandbox.record.Contact;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.ContactJson;
import io.advicly.calendly.sandbox.wire.Uris;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code contact.*}. */
final class Contacts {
    private final World world;
    private final ContactJson json;

    Contacts(World world, Uris uris) {
        this.world = world;
        this.json = new ContactJson(uris);
    }

    News created(Wish wish) {
        Contact contact = contact(wish.account(), wish);
        world.office().contacts().put(contact);
        return news("contact.created", contact, json.render(contact));
    }

    @Nullable News updated(Wish wish) {
        Contact before = world.office().contacts().find(wish.id());
        if (before == null) {
            return null;
        }
        Contact after =
                before.changed(wish.name(before.name()), wish.email(before.email()), world.now());
        world.office().contacts().put(after);
        return news("contact.updated", after, json.render(after));
    }

    @Nullable News deleted(Wish wish) {
        Contact before = world.office().contacts().find(wish.id());
        if (before == null) {
            return null;
        }
        world.office().contacts().remove(before.id());
        return news("contact.deleted", before, tombstone(before));
    }

    /** As a delivery would show it, without its having happened. */
    ObjectNode sample(String event, User account) {
        Contact contact = contact(account, new Wish(account, null, null, null, null));
        return event.equals("contact.deleted") ? tombstone(contact) : json.render(contact);
    }

    private Contact contact(User owner, Wish wish) {
        Instant now = world.now();
        return new Contact(
                world.newId(),
                owner.organizationId(),
                owner.id(),
                wish.name("Grace Guest"),
                wish.email("grace.guest@example.test"),
                "Example Ltd",
                now,
                now);
    }

    private ObjectNode tombstone(Contact contact) {
        return Tombstone.of(json.uri(contact.id()), world.now());
    }

    private static News news(String event, Contact contact, ObjectNode payload) {
        return new News(
                event, contact.id(), contact.organizationId(), List.of(contact.ownerId()), payload);
    }
}
