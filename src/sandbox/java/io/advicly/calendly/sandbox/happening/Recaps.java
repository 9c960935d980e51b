package io.advicly.calendly.sandbox.happening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.News;
import io.advicly.calendly.sandbox.record.MeetingRecap;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.RecapJson;
import io.advicly.calendly.sandbox.wire.Uris;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** {@code meeting_recap.*}: of the member's first meeting, or of one elsewhere. */
final class Recaps {
    private final World world;
    private final RecapJson json;

    Recaps(World world, Uris uris) {
        this.world = world;
        this.json = new RecapJson(world, uris);
    }

    News created(Wish wish) {
        MeetingRecap recap = recap(wish.account());
        world.office().recaps().put(recap);
        return news("meeting_recap.created", recap, json.render(recap));
    }

    @Nullable News updated(Wish wish) {
        MeetingRecap before = world.office().recaps().find(wish.id());
        if (before == null) {
            return null;
        }
        MeetingRecap after = before.saying(wish.name("They agreed after all."), world.now());
        world.office().recaps().put(after);
        return news("meeting_recap.updated", after, json.render(after));
    }

    @Nullable News deleted(Wish wish) {
        MeetingRecap before = world.office().recaps().find(wish.id());
        if (before == null) {
            return null;
        }
        world.office().recaps().remove(before.id());
        return news("meeting_recap.deleted", before, tombstone(before));
    }

    /** As a delivery would show it, without its having happened. */
    ObjectNode sample(String event, User account) {
        MeetingRecap recap = recap(account);
        return event.equals("meeting_recap.deleted") ? tombstone(recap) : json.render(recap);
    }

    private MeetingRecap recap(User user) {
        Instant now = world.now();
        NavigableSet<SandboxScheduledEvent> events = world.calendar().eventsHostedBy(user.id());
        return new MeetingRecap(
                world.newId(),
                user.organizationId(),
                user.id(),
                events.isEmpty() ? null : events.first().id(),
                "They talked about the renewal.",
                now,
                now);
    }

    private ObjectNode tombstone(MeetingRecap recap) {
        return Tombstone.of(json.uri(recap.id()), world.now());
    }

    private static News news(String event, MeetingRecap recap, ObjectNode payload) {
        return new News(
                event, recap.id(), recap.organizationId(), List.of(recap.userId()), payload);
    }
}
