package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.people.Group;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.state.setting.Switch;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose events a list shows, and to whom (DOC-events, OAS 49-356).
 *
 * <p>The trap is kept: {@code user} alone gives the own events in every organization the user is
 * <em>or was</em> in.
 */
final class EventSelection {
    private final World world;

    EventSelection(World world) {
        this.world = world;
    }

    NavigableSet<SandboxScheduledEvent> select(
            ApiCaller caller,
            @Nullable String organization,
            @Nullable String user,
            @Nullable String group) {
        if (group != null) {
            return ofGroup(caller, organization, group);
        }
        if (user != null) {
            return organization == null
                    ? ofUserAnywhere(caller, user)
                    : ofUserIn(caller, organization, user);
        }
        if (organization == null) {
            throw ApiError.invalid("organization", "can't be blank");
        }
        checkGoverns(caller, organization);
        return world.calendar().eventsOf(organization);
    }

    private NavigableSet<SandboxScheduledEvent> ofUserAnywhere(ApiCaller caller, String user) {
        if (caller.user().id().equals(user)) {
            return world.calendar().eventsHostedBy(user);
        }
        if (!memberOf(caller.user().organizationId(), user)) {
            throw ApiError.denied("This user is not in your organization");
        }
        throw ApiError.denied(
                "Please also specify organization when requesting events for a user within your"
                        + " organization.");
    }

    private NavigableSet<SandboxScheduledEvent> ofUserIn(
            ApiCaller caller, String organization, String user) {
        boolean self = caller.user().id().equals(user);
        if (!self || world.switches().on(Switch.REFUSE_ORGANIZATION_FILTER)) {
            checkGoverns(caller, organization);
        }
        if (!memberOf(organization, user)) {
            throw ApiError.denied("This user is not in your organization");
        }
        return within(organization, world.calendar().eventsHostedBy(user));
    }

    private NavigableSet<SandboxScheduledEvent> ofGroup(
            ApiCaller caller, @Nullable String organization, String groupId) {
        Group group = world.directory().groups().find(groupId);
        if (group == null) {
            throw ApiError.notFound();
        }
        checkGoverns(caller, organization == null ? group.organizationId() : organization);
        NavigableSet<SandboxScheduledEvent> events =
                new TreeSet<>(world.calendar().eventsOf(group.organizationId()));
        events.removeIf(event -> event.hostIds().stream().noneMatch(group.userIds()::contains));
        return events;
    }

    private static void checkGoverns(ApiCaller caller, String organization) {
        if (!caller.user().organizationId().equals(organization)) {
            throw ApiError.denied("You do not have permission");
        }
        if (!caller.user().governs(organization)) {
            throw ApiError.noAccess();
        }
    }

    private boolean memberOf(String organization, String userId) {
        User user = world.directory().users().find(userId);
        return user != null && user.organizationId().equals(organization);
    }

    private static NavigableSet<SandboxScheduledEvent> within(
            String organization, NavigableSet<SandboxScheduledEvent> events) {
        NavigableSet<SandboxScheduledEvent> within = new TreeSet<>(events);
        within.removeIf(event -> !event.organizationId().equals(organization));
        return within;
    }
}
