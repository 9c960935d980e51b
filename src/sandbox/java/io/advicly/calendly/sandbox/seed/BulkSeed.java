package io.advicly.calendly.sandbox.seed;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.Location;
import io.advicly.calendly.sandbox.state.booking.Person;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.offer.EventKind;
import io.advicly.calendly.sandbox.state.offer.LocationKind;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.people.Organization;
import io.advicly.calendly.sandbox.state.people.SandboxRole;
import io.advicly.calendly.sandbox.state.people.User;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Many organizations at once, for benchmarks.
 *
 * <p>Ids can be computed: organization {@code <prefix>-<i>}, account {@code <prefix>-<i>-<j>}, its
 * event type that plus {@code -intro}, its events that plus {@code -event-<k>}, all counted from 1.
 *
 * @param inviteesEach of each event; with more than one, the event type is one for groups
 */
public record BulkSeed(
        String prefix,
        int organizations,
        int usersEach,
        int adminsEach,
        int eventsEach,
        int inviteesEach) {

    /** How many more can be booked into each event of a group. */
    private static final int SEATS = 100;

    public void plant(World world) {
        Instant now = world.now();
        for (int i = 1; i <= organizations; i++) {
            String organization = prefix + "-" + i;
            world.directory()
                    .organizations()
                    .put(
                            new Organization(
                                    organization, "Bulk " + i, "teams", "paid", true, now, now));
            for (int j = 1; j <= usersEach; j++) {
                user(world, organization, j, now);
            }
        }
    }

    /** The first is the owner, then come the admins, then the plain members. */
    private SandboxRole role(int j) {
        if (j == 1) {
            return SandboxRole.OWNER;
        }
        return j <= 1 + adminsEach ? SandboxRole.ADMIN : SandboxRole.USER;
    }

    private void user(World world, String organization, int j, Instant now) {
        String id = organization + "-" + j;
        User user =
                new User(
                        id,
                        "User " + id,
                        id + "@bulk.test",
                        "Europe/Paris",
                        organization,
                        role(j),
                        List.of(),
                        now,
                        now);
        world.directory().users().put(user);
        SandboxEventType type =
                new SandboxEventType(
                        id + "-intro",
                        organization,
                        "Intro",
                        inviteesEach > 1 ? EventKind.GROUP : EventKind.ONE_TO_ONE,
                        30,
                        List.of(id),
                        LocationKind.ZOOM,
                        null,
                        limit(),
                        List.of(),
                        now);
        world.calendar().eventTypes().put(type);
        for (int k = 1; k <= eventsEach; k++) {
            event(world, type, k, now);
        }
    }

    /** One in four lies in the past. */
    private void event(World world, SandboxEventType type, int k, Instant now) {
        String id = type.hostIds().getFirst() + "-event-" + k;
        Instant start =
                now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(6L * (k - eventsEach / 4)));
        world.calendar()
                .events()
                .put(
                        new SandboxScheduledEvent(
                                id,
                                type.organizationId(),
                                type.id(),
                                type.name(),
                                start,
                                start.plus(Duration.ofMinutes(type.minutes())),
                                new Location(LocationKind.ZOOM, null, now),
                                type.hostIds(),
                                limit(),
                                List.of(),
                                null,
                                now,
                                now));
        for (int n = 1; n <= inviteesEach; n++) {
            invitee(world, id, k, n, now);
        }
    }

    private int limit() {
        return inviteesEach > 1 ? inviteesEach + SEATS : 1;
    }

    private static void invitee(World world, String event, int k, int n, Instant now) {
        String more = n == 1 ? "" : "-" + n;
        world.calendar()
                .invitees()
                .put(
                        new SandboxInvitee(
                                event + "-guest" + more,
                                event,
                                new Person(
                                        "Guest " + k + more,
                                        event + more + "@guest.test",
                                        "Europe/Paris",
                                        null),
                                List.of(),
                                Map.of(),
                                false,
                                null,
                                null,
                                null,
                                null,
                                now,
                                now));
    }
}
