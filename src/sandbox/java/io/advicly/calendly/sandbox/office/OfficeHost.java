package io.advicly.calendly.sandbox.office;

import io.advicly.calendly.sandbox.api.CollectionPages;
import io.advicly.calendly.sandbox.api.Gate;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.List;
import java.util.stream.Stream;

/** The API's endpoints of this package, with the OAuth scope that each call needs. */
public final class OfficeHost {
    private final Gate gate;
    private final Groups groups;
    private final RoutingForms forms;
    private final Invitations invitations;
    private final Removals removals;
    private final ActivityLog activity;

    public OfficeHost(
            World world, Uris uris, Gate gate, CollectionPages paging, Deliveries deliveries) {
        this.gate = gate;
        OfficeJournal journal = new OfficeJournal(world);
        groups = new Groups(world, uris, paging);
        forms = new RoutingForms(world, uris, paging);
        invitations = new Invitations(world, uris, paging, journal);
        removals = new Removals(world, deliveries, journal);
        activity = new ActivityLog(world, uris, paging);
    }

    public List<Endpoint> endpoints() {
        return Stream.concat(aboutGroups(), aboutMembers()).toList();
    }

    private Stream<Endpoint> aboutGroups() {
        String read = "groups:read";
        String routing = "routing_forms:read";
        String submissions = "/routing_form_submissions";
        return Stream.of(
                gate.get("groups", "/groups", read, groups::list),
                gate.get("group", "/groups/:id", read, groups::one),
                gate.get("group_relationships", "/group_relationships", read, groups::relations),
                gate.get("group_relationship", "/group_relationships/:id", read, groups::relation),
                gate.get("routing_forms", "/routing_forms", routing, forms::list),
                gate.get("routing_form", "/routing_forms/:id", routing, forms::one),
                gate.get("routing_form_submissions", submissions, routing, forms::submissions),
                gate.get(
                        "routing_form_submission",
                        submissions + "/:id",
                        routing,
                        forms::submission));
    }

    private Stream<Endpoint> aboutMembers() {
        String read = "organizations:read";
        String write = "organizations:write";
        String all = "/organizations/:organization/invitations";
        return Stream.of(
                gate.get("invitations", all, read, invitations::list),
                gate.post("invitation_create", all, write, invitations::create),
                gate.get("invitation", all + "/:id", read, invitations::one),
                gate.delete("invitation_delete", all + "/:id", write, invitations::delete),
                gate.delete(
                        "membership_delete",
                        "/organization_memberships/:id",
                        write,
                        removals::remove),
                gate.get(
                        "activity_log",
                        "/activity_log_entries",
                        "activity_log:read",
                        activity::list));
    }
}
