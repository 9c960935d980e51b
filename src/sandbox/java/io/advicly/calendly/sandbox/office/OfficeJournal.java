package io.advicly.calendly.sandbox.office;

import io.advicly.calendly.sandbox.record.ActivityEntry;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.User;
import java.util.Map;

/** Writes down what owners and admins do. */
final class OfficeJournal {
    private final World world;

    OfficeJournal(World world) {
        this.world = world;
    }

    void note(User actor, String namespace, String action, Map<String, String> details) {
        world.office()
                .activity()
                .put(
                        new ActivityEntry(
                                world.newId(),
                                actor.organizationId(),
                                actor.id(),
                                namespace,
                                action,
                                details,
                                world.now()));
    }
}
