package io.advicly.calendly.sandbox.office;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.api.CollectionPages;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.record.Invitation;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.wire.Timestamps;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/** {@code /organizations/{uuid}/invitations}. Nobody here ever accepts one: all are pending. */
final class Invitations {
    private static final List<String> STATES = List.of("pending", "accepted", "declined");

    private final World world;
    private final Uris uris;
    private final CollectionPages paging;
    private final OfficeJournal journal;

    Invitations(World world, Uris uris, CollectionPages paging, OfficeJournal journal) {
        this.world = world;
        this.uris = uris;
        this.paging = paging;
        this.journal = journal;
    }

    SandboxReply list(ApiCaller caller, Call call) {
        String organization = organization(caller, call);
        Params params = new Params(call);
        String email = params.text("email");
        String status = params.choice("status", STATES);
        NavigableSet<Invitation> all = world.office().invitationsOf(organization);
        return paging.page(
                call,
                (params.descending("created_at") ? all.descendingSet() : all)
                        .stream()
                                .filter(one -> email == null || one.email().equalsIgnoreCase(email))
                                .filter(one -> status == null || status.equals("pending")),
                this::json);
    }

    SandboxReply create(ApiCaller caller, Call call) {
        String organization = organization(caller, call);
        String email = call.json().path("email").asText("");
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw ApiError.invalid("email", "is invalid");
        }
        boolean member =
                world.directory().withEmail(email).stream()
                        .anyMatch(user -> user.organizationId().equals(organization));
        if (member) {
            throw ApiError.invalid("email", "is already in your organization");
        }
        if (world.office().invitationsOf(organization).stream()
                .anyMatch(one -> one.email().equalsIgnoreCase(email))) {
            throw ApiError.invalid("email", "has already been invited");
        }
        Invitation sent = new Invitation(world.newId(), organization, email, world.now());
        world.office().invitations().put(sent);
        journal.note(caller.user(), "OrganizationInvitation", "Add", Map.of("email", email));
        return SandboxReply.resource(201, json(sent));
    }

    SandboxReply one(ApiCaller caller, Call call) {
        return SandboxReply.resource(200, json(find(caller, call)));
    }

    SandboxReply delete(ApiCaller caller, Call call) {
        Invitation withdrawn = find(caller, call);
        world.office().invitations().remove(withdrawn.id());
        journal.note(
                caller.user(),
                "OrganizationInvitation",
                "Remove",
                Map.of("email", withdrawn.email()));
        return SandboxReply.empty(204);
    }

    private Invitation find(ApiCaller caller, Call call) {
        String organization = organization(caller, call);
        Invitation found = world.office().invitations().find(call.segment("id"));
        if (found == null || !found.organizationId().equals(organization)) {
            throw ApiError.notFound();
        }
        return found;
    }

    private String organization(ApiCaller caller, Call call) {
        String id = call.segment("organization");
        if (world.directory().organizations().find(id) == null) {
            throw ApiError.notFound();
        }
        Rights.check(caller, id);
        return id;
    }

    private ObjectNode json(Invitation invitation) {
        String organization = uris.organization(invitation.organizationId());
        String sent = Timestamps.of(invitation.createdAt());
        return Json.object()
                .put("uri", organization + "/invitations/" + invitation.id())
                .put("organization", organization)
                .put("email", invitation.email())
                .put("status", "pending")
                .put("created_at", sent)
                .put("updated_at", sent)
                .put("last_sent_at", sent);
    }
}
