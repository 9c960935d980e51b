package io.advicly.calendly.sandbox.office;

import io.advicly.calendly.sandbox.api.CollectionPages;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
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
    private final CollectionPages paging;

    RoutingForms(World world, Uris uris, CollectionPages paging) {
        this.world = world;
        this.json = new RoutingJson(world, uris);
        this.paging = paging;
    }

    SandboxReply list(ApiCaller caller, Call call) {
        String organization = new Params(call).requiredId("organization", "organizations");
        Rights.check(caller, organization);
        return paging.page(call, sorted(call, world.office().formsOf(organization)), json::render);
    }

    SandboxReply one(ApiCaller caller, Call call) {
        return SandboxReply.resource(200, json.render(form(caller, call.segment("id"))));
    }

    SandboxReply submissions(ApiCaller caller, Call call) {
        String id = new Params(call).requiredId("form", "routing_forms");
        RoutingForm form = form(caller, id);
        return paging.page(
                call, sorted(call, world.office().submissionsOf(form.id())), json::render);
    }

    SandboxReply submission(ApiCaller caller, Call call) {
        FormSubmission submission = world.office().submissions().find(call.segment("id"));
        if (submission == null) {
            throw ApiError.notFound();
        }
        RoutingForm form = form(caller, submission.formId());
        Rights.check(caller, form.organizationId());
        return SandboxReply.resource(200, json.render(submission));
    }

    private RoutingForm form(ApiCaller caller, String id) {
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
