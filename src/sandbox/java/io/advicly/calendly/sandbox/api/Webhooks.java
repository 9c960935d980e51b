package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Reply;
import io.advicly.calendly.sandbox.oauth.Caller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.subscription.Subscription;
import io.advicly.calendly.sandbox.wire.SubscriptionJson;
import java.util.NavigableSet;
import java.util.stream.Stream;

/** {@code /webhook_subscriptions}: list, get, delete (OAS 1641-1800). */
final class Webhooks {
    private final World world;
    private final SubscriptionJson json;
    private final Paging paging;
    private final Deliveries deliveries;

    Webhooks(World world, SubscriptionJson json, Paging paging, Deliveries deliveries) {
        this.world = world;
        this.json = json;
        this.paging = paging;
        this.deliveries = deliveries;
    }

    Reply list(Caller caller, Call call) {
        Params params = new Params(call);
        String organization = params.requiredId("organization", "organizations");
        HookOwner wanted = HookOwner.of(params);
        wanted.checkAccess(caller, organization);
        boolean latestFirst = params.descending("created_at");
        NavigableSet<Subscription> all = world.hooks().subscriptionsOf(organization);
        Stream<Subscription> found =
                (latestFirst ? all.descendingSet() : all)
                        .stream().filter(wanted::has).filter(hook -> shown(caller, hook));
        return paging.page(call, found, json::render);
    }

    Reply one(Caller caller, Call call) {
        return People.resource(json.render(accessible(caller, call)));
    }

    Reply delete(Caller caller, Call call) {
        Subscription hook = accessible(caller, call);
        world.hooks().subscriptions().remove(hook.id());
        deliveries.deleted(hook);
        return Reply.empty(204);
    }

    /** Whether other apps' subscriptions are listed is not documented (open question 5). */
    private boolean shown(Caller caller, Subscription hook) {
        return world.switches().on(Switch.LIST_OTHER_APPS)
                || hook.clientId().equals(caller.grant().clientId());
    }

    private Subscription accessible(Caller caller, Call call) {
        Subscription hook = world.hooks().subscriptions().find(call.segment("id"));
        if (hook == null || !shown(caller, hook)) {
            throw ApiError.notFound();
        }
        boolean own = caller.user().id().equals(hook.userId());
        boolean member = caller.user().organizationId().equals(hook.organizationId());
        if (!member || (!own && !caller.user().role().governs())) {
            throw ApiError.noAccess();
        }
        return hook;
    }
}
