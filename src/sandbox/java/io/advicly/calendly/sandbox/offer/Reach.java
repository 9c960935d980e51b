package io.advicly.calendly.sandbox.offer;

import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.people.User;

/** Whom and what somebody can ask about: their own organization's. */
final class Reach {
    private final World world;

    Reach(World world) {
        this.world = world;
    }

    User user(ApiCaller caller, String id) {
        User user = world.directory().users().find(id);
        if (user == null || !user.organizationId().equals(caller.user().organizationId())) {
            throw ApiError.denied("This user is not in your organization");
        }
        return user;
    }

    /** One that is not deleted. */
    SandboxEventType type(ApiCaller caller, String id) {
        SandboxEventType type = world.calendar().eventTypes().find(id);
        if (type == null || type.deleted()) {
            throw ApiError.notFound();
        }
        if (!type.organizationId().equals(caller.user().organizationId())) {
            throw ApiError.noAccess();
        }
        return type;
    }

    /** One's own, or any for owners and admins. */
    SandboxEventType governed(ApiCaller caller, String id) {
        SandboxEventType type = type(caller, id);
        if (!type.hostIds().contains(caller.user().id())
                && !caller.user().governs(type.organizationId())) {
            throw ApiError.noAccess();
        }
        return type;
    }
}
