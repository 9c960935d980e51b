package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.state.people.Organization;
import io.advicly.calendly.sandbox.state.people.User;

/** Users, organizations and memberships (calendly-api.md 1.6 and 1.7). */
public final class DirectoryJson {
    private final Uris uris;

    public DirectoryJson(Uris uris) {
        this.uris = uris;
    }

    public ObjectNode user(User user) {
        ObjectNode json = person(user);
        json.put("resource_type", "User")
                .put("time_notation", "24h")
                .put("locale", "en")
                .put("current_organization", uris.organization(user.organizationId()));
        return json;
    }

    public ObjectNode organization(Organization organization) {
        return Json.object()
                .put("uri", uris.organization(organization.id()))
                .put("resource_type", "Organization")
                .put("name", organization.name())
                .put("slug", organization.id())
                .put("plan", organization.plan())
                .put("stage", organization.stage())
                .put("created_at", Timestamps.of(organization.createdAt()))
                .put("updated_at", Timestamps.of(organization.updatedAt()));
    }

    public ObjectNode membership(User user) {
        ObjectNode json = Json.object();
        json.put("uri", uris.uri("organization_memberships", user.membershipId()))
                .put("role", user.role().wire())
                .put("organization", uris.organization(user.organizationId()))
                .put("created_at", Timestamps.of(user.createdAt()))
                .put("updated_at", Timestamps.of(user.updatedAt()))
                .set("user", person(user));
        return json;
    }

    private ObjectNode person(User user) {
        return Json.object()
                .put("uri", uris.user(user.id()))
                .put("name", user.name())
                .put("slug", user.id())
                .put("email", user.email())
                .put("scheduling_url", uris.ownBase() + "/book")
                .put("timezone", user.timezone())
                .putNull("avatar_url")
                .put("created_at", Timestamps.of(user.createdAt()))
                .put("updated_at", Timestamps.of(user.updatedAt()));
    }
}
