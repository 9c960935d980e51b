package io.advicly.calendly.sandbox.happening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.News;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.EventKind;
import io.advicly.calendly.sandbox.state.offer.LocationKind;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.offer.Standing;
import io.advicly.calendly.sandbox.wire.EventTypeJson;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code event_type.*}: the whole event type each time, with {@code deleted_at} in the end. */
final class EventTypeChanges {
    private final World world;
    private final EventTypeJson json;

    EventTypeChanges(World world, Uris uris) {
        this.world = world;
        this.json = new EventTypeJson(world, uris);
    }

    News created(Wish wish) {
        return stored(
                "event_type.created",
                new SandboxEventType(
                        world.newId(),
                        wish.account().organizationId(),
                        wish.name("New Event Type"),
                        EventKind.ONE_TO_ONE,
                        30,
                        List.of(wish.account().id()),
                        LocationKind.ZOOM,
                        null,
                        1,
                        List.of(),
                        world.now()));
    }

    @Nullable News updated(Wish wish) {
        SandboxEventType before = living(wish);
        if (before == null) {
            return null;
        }
        Standing standing = before.standing();
        boolean active = wish.active() == null ? standing.active() : wish.active();
        return stored(
                "event_type.updated",
                before.named(wish.name(before.name())).with(standing.set(active, world.now())));
    }

    @Nullable News deleted(Wish wish) {
        SandboxEventType before = living(wish);
        return before == null
                ? null
                : stored("event_type.deleted", before.with(before.standing().deleted(world.now())));
    }

    /** As a delivery would show it, without its having happened. */
    @Nullable ObjectNode sample(String event, String organization) {
        SandboxEventType type =
                world.calendar().typesOf(organization).stream()
                        .filter(SandboxEventType::bookable)
                        .findFirst()
                        .orElse(null);
        if (type == null) {
            return null;
        }
        boolean gone = event.equals("event_type.deleted");
        return json.render(gone ? type.with(type.standing().deleted(world.now())) : type);
    }

    private @Nullable SandboxEventType living(Wish wish) {
        SandboxEventType found = world.calendar().eventTypes().find(wish.id());
        return found == null || found.deleted() ? null : found;
    }

    private News stored(String event, SandboxEventType type) {
        world.calendar().eventTypes().put(type);
        return new News(event, type.id(), type.organizationId(), type.hostIds(), json.render(type));
    }
}
