package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import io.advicly.calendly.sandbox.wire.SubscriptionJson;
import java.util.NavigableSet;
import java.util.stream.Stream;

/** {@code /webhook_subscriptions}: list, get, delete (OAS 1641-1800). */
final class Webhooks {
    private final World world;
    private final SubscriptionJson json;
    private final CollectionPages paging;
    private final Deliveries deliveries;

    Webhooks(World world, SubscriptionJson json, CollectionPages paging, Deliveries deliveries) {
        this.world = world;
        this.json = json;
        this.paging = paging;
        this.deliveries = deliveries;
    }

    SandboxReply list(ApiCaller caller, Call call) {
        Params params = new Params(call);
        String organization = params.requiredId("organization", "organizations");
        HookOwner wanted = HookOwner.of(params);
        wanted.checkAccess(caller, organization);
        boolean latestFirst = params.descending("created_at");
        NavigableSet<SandboxSubscription> all = world.hooks().subscriptionsOf(organization);
        Stream<SandboxSubscription> found =
                (latestFirst ? all.descendingSet() : all)
                        .stream().filter(wanted::has).filter(hook -> shown(caller, hook));
        return paging.page(call, found, json::render);
    }

    SandboxReply one(ApiCaller caller, Call call) {
        return People.resource(json.render(accessible(caller, call)));
    }

    SandboxReply delete(ApiCaller caller, Call call) {
        SandboxSubscription hook = accessible(caller, call);
        world.hooks().subscriptions().remove(hook.id());
        deliveries.deleted(hook);
        return SandboxReply.empty(204);
    }

    /** Whether other apps' subscriptions are listed is not documented (open question 5). */
    private boolean shown(ApiCaller caller, SandboxSubscription hook) {
        return world.switches().on(Switch.LIST_OTHER_APPS)
                || hook.clientId().equals(caller.grant().clientId());
    }

    private SandboxSubscription accessible(ApiCaller caller, Call call) {
        SandboxSubscription hook = world.hooks().subscriptions().find(call.segment("id"));
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
