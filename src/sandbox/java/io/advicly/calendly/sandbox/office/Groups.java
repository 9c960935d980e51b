package io.advicly.calendly.sandbox.office;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.api.CollectionPages;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.Group;
import io.advicly.calendly.sandbox.state.people.Organization;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.DirectoryJson;
import io.advicly.calendly.sandbox.wire.Timestamps;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code /groups} and {@code /group_relationships}, for owners and admins. */
final class Groups {
    private final World world;
    private final Uris uris;
    private final CollectionPages paging;
    private final DirectoryJson people;

    Groups(World world, Uris uris, CollectionPages paging) {
        this.world = world;
        this.uris = uris;
        this.paging = paging;
        this.people = new DirectoryJson(uris);
    }

    SandboxReply list(ApiCaller caller, Call call) {
        String organization = new Params(call).requiredId("organization", "organizations");
        Rights.check(caller, organization);
        return paging.page(call, groupsOf(organization), this::json);
    }

    SandboxReply one(ApiCaller caller, Call call) {
        return SandboxReply.resource(200, json(group(caller, call.segment("id"))));
    }

    /** Of an organization, a group or a member; one of them has to be said. */
    SandboxReply relations(ApiCaller caller, Call call) {
        Params params = new Params(call);
        String organization = params.id("organization", "organizations");
        String group = params.id("group", "groups");
        String owner = params.id("owner", "organization_memberships");
        if (organization == null && group == null && owner == null) {
            throw ApiError.invalid("organization", "can't be blank");
        }
        String within = caller.user().organizationId();
        Rights.check(caller, organization == null ? within : organization);
        Predicate<Relation> wanted =
                relation ->
                        (group == null || relation.group().id().equals(group))
                                && (owner == null || relation.user().membershipId().equals(owner));
        if (group != null) {
            Rights.check(caller, group(caller, group).organizationId());
        }
        return paging.page(call, relationsIn(within).filter(wanted), this::json);
    }

    SandboxReply relation(ApiCaller caller, Call call) {
        String id = call.segment("id");
        Relation found =
                world.directory().groups().all().stream()
                        .flatMap(this::members)
                        .filter(relation -> relation.id().equals(id))
                        .findFirst()
                        .orElseThrow(ApiError::notFound);
        Rights.check(caller, found.group().organizationId());
        return SandboxReply.resource(200, json(found));
    }

    private Group group(ApiCaller caller, String id) {
        Group group = world.directory().groups().find(id);
        if (group == null) {
            throw ApiError.notFound();
        }
        Rights.check(caller, group.organizationId());
        return group;
    }

    private Stream<Group> groupsOf(String organization) {
        return world.directory().groups().all().stream()
                .filter(group -> group.organizationId().equals(organization));
    }

    private Stream<Relation> relationsIn(String organization) {
        return groupsOf(organization).flatMap(this::members);
    }

    /** Whoever has left the organization is in none of its groups. */
    private Stream<Relation> members(Group group) {
        return group.userIds().stream()
                .map(id -> world.directory().users().get(id))
                .filter(user -> user.organizationId().equals(group.organizationId()))
                .map(user -> new Relation(group, user));
    }

    private ObjectNode json(Group group) {
        return times(
                Json.object()
                        .put("uri", uris.uri("groups", group.id()))
                        .put("name", group.name())
                        .put("organization", uris.organization(group.organizationId())),
                group);
    }

    private ObjectNode json(Relation relation) {
        Group group = relation.group();
        ObjectNode owner = people.membership(relation.user());
        owner.put("type", "OrganizationMembership");
        ObjectNode json =
                Json.object()
                        .put("uri", uris.uri("group_relationships", relation.id()))
                        .put("role", "member")
                        .put("organization", uris.organization(group.organizationId()))
                        .put("group", uris.uri("groups", group.id()));
        json.set("owner", owner);
        return times(json, group);
    }

    /** A group is as old as its organization. */
    private ObjectNode times(ObjectNode json, Group group) {
        Organization organization = world.directory().organizations().get(group.organizationId());
        return json.put("created_at", Timestamps.of(organization.createdAt()))
                .put("updated_at", Timestamps.of(organization.createdAt()));
    }

    private record Relation(Group group, User user) {
        String id() {
            return group.id() + "-" + user.id();
        }
    }
}
