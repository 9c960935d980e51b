package io.advicly.calendly.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.people.Directory;
import io.advicly.calendly.sandbox.state.people.Organization;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.DirectoryJson;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /users}, {@code /organizations} and {@code /organization_memberships}. */
final class People {
    private final Directory directory;
    private final DirectoryJson json;
    private final CollectionPages paging;

    People(Directory directory, DirectoryJson json, CollectionPages paging) {
        this.directory = directory;
        this.json = json;
        this.paging = paging;
    }

    SandboxReply me(ApiCaller caller, Call call) {
        return resource(json.user(caller.user()));
    }

    SandboxReply user(ApiCaller caller, Call call) {
        User user = directory.users().find(call.segment("id"));
        if (user == null) {
            throw ApiError.notFound();
        }
        if (!user.organizationId().equals(caller.user().organizationId())) {
            throw ApiError.noAccess();
        }
        return resource(json.user(user));
    }

    SandboxReply organization(ApiCaller caller, Call call) {
        Organization organization = directory.organizations().find(call.segment("id"));
        if (organization == null) {
            throw ApiError.notFound();
        }
        if (!organization.id().equals(caller.user().organizationId())) {
            throw ApiError.noAccess();
        }
        return resource(json.organization(organization));
    }

    /**
     * Of an organization for its owners and admins; of oneself, or by e-mail within the own
     * organization, for all.
     */
    SandboxReply memberships(ApiCaller caller, Call call) {
        Params params = new Params(call);
        String organization = params.id("organization", "organizations");
        String user = params.id("user", "users");
        String email = params.text("email");
        if (organization == null && user == null && email == null) {
            throw ApiError.invalid("organization", "can't be blank");
        }
        if (organization != null) {
            checkOrganization(caller, organization, user);
        } else if (user != null) {
            checkUser(caller, user);
        }
        String within = caller.user().organizationId();
        Stream<User> found =
                directory.members(within).stream()
                        .filter(member -> user == null || member.id().equals(user))
                        .filter(member -> email == null || member.email().equalsIgnoreCase(email));
        return paging.page(call, found, json::membership);
    }

    SandboxReply membership(ApiCaller caller, Call call) {
        User member = directory.member(call.segment("id"));
        if (member == null) {
            throw ApiError.notFound();
        }
        if (!member.organizationId().equals(caller.user().organizationId())) {
            throw ApiError.denied("This user is not in your organization");
        }
        return resource(json.membership(member));
    }

    private static void checkOrganization(
            ApiCaller caller, String organization, @Nullable String user) {
        boolean self = caller.user().id().equals(user);
        if (!caller.user().organizationId().equals(organization)) {
            throw ApiError.noAccess();
        }
        if (!self && !caller.user().governs(organization)) {
            throw ApiError.noAccess();
        }
    }

    private void checkUser(ApiCaller caller, String user) {
        if (caller.user().id().equals(user)) {
            return;
        }
        User other = directory.users().find(user);
        if (other == null || !other.organizationId().equals(caller.user().organizationId())) {
            throw ApiError.denied("This user is not in your organization");
        }
        if (!caller.user().role().governs()) {
            throw ApiError.noAccess();
        }
    }

    static SandboxReply resource(ObjectNode resource) {
        return SandboxReply.json(200, Json.object().set("resource", resource));
    }
}
