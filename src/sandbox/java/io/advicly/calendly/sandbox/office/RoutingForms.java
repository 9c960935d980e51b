package io.advicly.calendly.sandbox.office;

import io.advicly.calendly.sandbox.api.Paging;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Reply;
import io.advicly.calendly.sandbox.oauth.Caller;
import io.advicly.calendly.sandbox.record.FormSubmission;
import io.advicly.calendly.sandbox.record.RoutingForm;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.wire.RoutingJson;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.NavigableSet;
import java.util.stream.Stream;

/** {@code /routing_forms} and {@code /routing_form_submissions}, for owners and admins. */
final class RoutingForms {
    private final World world;
    private final RoutingJson json;
    private final Paging paging;

    RoutingForms(World world, Uris uris, Paging paging) {
        this.world = world;
        this.json = new RoutingJson(world, uris);
        this.paging = paging;
    }

    Reply list(Caller caller, Call call) {
        String organization = new Params(call).requiredId("organization", "organizations");
        Rights.check(caller, organization);
        return paging.page(call, sorted(call, world.office().formsOf(organization)), json::render);
    }

    Reply one(Caller caller, Call call) {
        return Reply.resource(200, json.render(form(caller, call.segment("id"))));
    }

    Reply submissions(Caller caller, Call call) {
        String id = new Params(call).requiredId("form", "routing_forms");
        RoutingForm form = form(caller, id);
        return paging.page(
                call, sorted(call, world.office().submissionsOf(form.id())), json::render);
    }

    Reply submission(Caller caller, Call call) {
        FormSubmission submission = world.office().submissions().find(call.segment("id"));
        if (submission == null) {
            throw ApiError.notFound();
        }
        RoutingForm form = form(caller, submission.formId());
        Rights.check(caller, form.organizationId());
        return Reply.resource(200, json.render(submission));
    }

    private RoutingForm form(Caller caller, String id) {
        RoutingForm form = world.office().forms().find(id);
        if (form == null) {
            throw ApiError.notFound();
        }
        Rights.check(caller, form.organizationId());
        return form;
    }

    private static <T> Stream<T> sorted(Call call, NavigableSet<T> all) {
        return (new Params(call).descending("created_at") ? all.descendingSet() : all).stream();
    }
}
