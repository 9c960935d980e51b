package io.advicly.calendly.sandbox.office;

import io.advicly.calendly.sandbox.delivery.CreatorLoss;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.Organization;
import io.advicly.calendly.sandbox.state.people.SandboxRole;
import io.advicly.calendly.sandbox.state.people.User;
import java.time.Instant;
import java.util.Map;

/**
 * {@code DELETE /organization_memberships/{uuid}}.
 *
 * <p>Nobody is without an organization: who is removed owns a free one from then on, and keeps the
 * account and its grants. What was booked, and subscriptions made, stays where it was
 * (calendly-api.md 1.6 and 1.8), the latter by the switch {@code creator_loss}.
 */
final class Removals {
    private final World world;
    private final CreatorLoss creatorLoss;
    private final OfficeJournal journal;

    Removals(World world, Deliveries deliveries, OfficeJournal journal) {
        this.world = world;
        this.creatorLoss = new CreatorLoss(world, deliveries);
        this.journal = journal;
    }

    SandboxReply remove(ApiCaller caller, Call call) {
        User member = world.directory().member(call.segment("id"));
        if (member == null) {
            throw ApiError.notFound();
        }
        Rights.check(caller, member.organizationId());
        if (member.role() == SandboxRole.OWNER || member.id().equals(caller.user().id())) {
            throw ApiError.denied("You do not have permission");
        }
        Instant now = world.now();
        String own = own(member, now);
        world.directory().users().put(member.movedTo(own, SandboxRole.OWNER, now));
        creatorLoss.happened(member);
        journal.note(caller.user(), "User", "Remove", Map.of("email", member.email()));
        return SandboxReply.empty(204);
    }

    private String own(User member, Instant now) {
        String id = member.id() + "-own-" + member.formerOrganizationIds().size();
        world.directory()
                .organizations()
                .put(new Organization(id, member.name(), "basic", "free", true, now, now));
        return id;
    }
}
