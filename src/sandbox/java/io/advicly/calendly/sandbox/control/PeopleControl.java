package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.CreatorLoss;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.people.Directory;
import io.advicly.calendly.sandbox.state.people.Organization;
import io.advicly.calendly.sandbox.state.people.SandboxRole;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code /_control/accounts}, {@code /_control/organizations} and {@code /_control/event_types}.
 */
final class PeopleControl {
    private final World world;
    private final Uris uris;
    private final CreatorLoss creatorLoss;

    PeopleControl(World world, Uris uris, Deliveries deliveries) {
        this.world = world;
        this.uris = uris;
        this.creatorLoss = new CreatorLoss(world, deliveries);
    }

    SandboxReply accounts(Call call) {
        String organization = call.query("organization");
        Stream<User> found =
                organization == null
                        ? directory().users().all().stream()
                        : directory().members(organization).stream();
        return Listing.of("accounts", call, found, this::json);
    }

    SandboxReply organizations(Call call) {
        return Listing.of(
                "organizations", call, directory().organizations().all().stream(), this::json);
    }

    SandboxReply eventTypes(Call call) {
        String organization = call.query("organization");
        Stream<SandboxEventType> found =
                organization == null
                        ? world.calendar().eventTypes().all().stream()
                        : world.calendar().typesOf(organization).stream();
        return Listing.of("event_types", call, found, this::json);
    }

    /**
     * Another role, another organization, or both; who moves without a role becomes a plain member
     * there.
     */
    SandboxReply changeAccount(Call call) {
        User user = directory().users().find(call.segment("id"));
        if (user == null) {
            throw Order.missing("account " + call.segment("id"));
        }
        Order order = new Order(call.json(), "role", "organization");
        String organization = order.text("organization");
        User changed = user;
        if (organization != null && !organization.equals(user.organizationId())) {
            if (directory().organizations().find(organization) == null) {
                throw Order.missing("organization " + organization);
            }
            changed = user.movedTo(organization, role(order, SandboxRole.USER), world.now());
        } else if (order.has("role")) {
            changed = user.withRole(role(order, user.role()), world.now());
        }
        directory().users().put(changed);
        if (!changed.governs(user.organizationId())) {
            creatorLoss.happened(user);
        }
        return SandboxReply.json(200, json(changed));
    }

    SandboxReply changeOrganization(Call call) {
        Organization before = directory().organizations().find(call.segment("id"));
        if (before == null) {
            throw Order.missing("organization " + call.segment("id"));
        }
        Order order = new Order(call.json(), "name", "plan", "stage", "webhooks_allowed");
        Organization after =
                new Organization(
                        before.id(),
                        order.text("name", before.name()),
                        order.text("plan", before.plan()),
                        order.text("stage", before.stage()),
                        order.flag("webhooks_allowed", before.webhooksAllowed()),
                        before.createdAt(),
                        world.now());
        directory().organizations().put(after);
        return SandboxReply.json(200, json(after));
    }

    private static SandboxRole role(Order order, SandboxRole otherwise) {
        String role = order.text("role");
        if (role == null) {
            return otherwise;
        }
        for (SandboxRole known : SandboxRole.values()) {
            if (known.wire().equals(role.toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        throw Order.wrong("role wants owner, admin or user");
    }

    private ObjectNode json(User user) {
        return Json.object()
                .put("id", user.id())
                .put("uri", uris.user(user.id()))
                .put("name", user.name())
                .put("email", user.email())
                .put("role", user.role().wire())
                .put("organization", user.organizationId())
                .put("organization_uri", uris.organization(user.organizationId()));
    }

    private ObjectNode json(Organization organization) {
        return Json.object()
                .put("id", organization.id())
                .put("uri", uris.organization(organization.id()))
                .put("name", organization.name())
                .put("plan", organization.plan())
                .put("stage", organization.stage())
                .put("webhooks_allowed", organization.webhooksAllowed())
                .put("members", directory().members(organization.id()).size());
    }

    private ObjectNode json(SandboxEventType type) {
        return Json.object()
                .put("id", type.id())
                .put("uri", uris.uri("event_types", type.id()))
                .put("name", type.name())
                .put("organization", type.organizationId())
                .put("kind", type.kind().name().toLowerCase(Locale.ROOT))
                .put("location", type.location() == null ? null : type.location().wire())
                .put("invitee_limit", type.inviteeLimit())
                .set("hosts", Json.strings(type.hostIds()));
    }

    private Directory directory() {
        return world.directory();
    }
}
