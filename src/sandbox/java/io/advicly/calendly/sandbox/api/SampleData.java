package io.advicly.calendly.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.Payloads;
import io.advicly.calendly.sandbox.happening.Happenings;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;

/**
 * {@code /sample_webhook_data}: one of the organization's own invitees, as a delivery would show
 * it.
 */
final class SampleData {
    private final World world;
    private final Payloads payloads;
    private final Happenings happenings;

    SampleData(World world, Payloads payloads, Happenings happenings) {
        this.world = world;
        this.payloads = payloads;
        this.happenings = happenings;
    }

    SandboxReply answer(ApiCaller caller, Call call) {
        Params params = new Params(call);
        String organization = params.requiredId("organization", "organizations");
        String event = params.text("event");
        if (event == null || !HookEvents.known(event)) {
            throw ApiError.invalid("event", "is not included in the list");
        }
        HookOwner owner = HookOwner.of(params);
        if (!HookEvents.offered(event, owner.scope())) {
            throw ApiError.invalid("event", "is not available for this scope");
        }
        owner.checkAccess(caller, organization);
        if (happenings.events().contains(event)) {
            return ofOtherFamily(caller, event);
        }
        SandboxInvitee invitee =
                world.calendar().eventsOf(organization).stream()
                        .flatMap(one -> world.calendar().inviteesOf(one.id()).stream())
                        .findFirst()
                        .orElseThrow(ApiError::notFound);
        ObjectNode sample = payloads.payload(event, invitee, caller.user().id());
        return SandboxReply.json(200, sample);
    }

    private SandboxReply ofOtherFamily(ApiCaller caller, String event) {
        ObjectNode payload = happenings.sample(event, caller.user());
        if (payload == null) {
            throw ApiError.notFound();
        }
        return SandboxReply.json(200, payloads.envelope(event, caller.user().id(), payload));
    }
}
