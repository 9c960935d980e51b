package io.advicly.calendly.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.Group;
import io.advicly.calendly.sandbox.state.people.Organization;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import io.advicly.calendly.sandbox.wire.SubscriptionJson;
import java.time.Instant;
import java.util.Objects;

/**
 * {@code POST /webhook_subscriptions}: form, then OAuth scopes, then rights, then plan, then 409
 * (calendly-api.md 1.8).
 */
final class HookCreation {
    private final World world;
    private final SubscriptionJson json;

    HookCreation(World world, SubscriptionJson json) {
        this.world = world;
        this.json = json;
    }

    SandboxReply answer(ApiCaller caller, Call call) {
        HookRequest request =
                HookRequest.of(call.json(), world.switches().on(Switch.PUBLIC_HTTPS_ONLY));
        if (request.signingKey() != null) {
            world.secrets().remember("signing_key", request.signingKey());
        }
        if (!request.events().stream().allMatch(event -> HookEvents.allowed(event, caller))) {
            throw ApiError.invalid();
        }
        checkRights(caller, request);
        checkPlan(request);
        checkUnique(caller, request);
        SandboxSubscription hook = create(caller, request);
        world.hooks().subscriptions().put(hook);
        ObjectNode resource = json.render(hook);
        if (world.switches().on(Switch.SIGNING_KEY_IN_RESPONSE)) {
            resource.put("signing_key", request.signingKey());
        }
        return SandboxReply.json(201, Json.object().set("resource", resource));
    }

    private void checkRights(ApiCaller caller, HookRequest request) {
        String organization = request.organization();
        if (world.directory().organizations().find(organization) == null) {
            throw ApiError.notFound();
        }
        if (!caller.user().organizationId().equals(organization)) {
            throw ApiError.denied("You do not have permission");
        }
        switch (request.scope()) {
            case ORGANIZATION -> checkGoverns(caller, organization);
            case USER -> {
                if (!caller.user().id().equals(request.user())) {
                    throw ApiError.noAccess();
                }
            }
            case GROUP -> {
                checkGoverns(caller, organization);
                checkGroup(organization, request);
            }
        }
    }

    private static void checkGoverns(ApiCaller caller, String organization) {
        if (!caller.user().governs(organization)) {
            throw ApiError.noAccess();
        }
    }

    private void checkGroup(String organization, HookRequest request) {
        Group group = world.directory().groups().find(request.group());
        if (group == null || !group.organizationId().equals(organization)) {
            throw ApiError.notFound();
        }
    }

    /** One event that the plan does not have refuses the whole create: our reading. */
    private void checkPlan(HookRequest request) {
        Organization organization = world.directory().organizations().get(request.organization());
        boolean refused =
                organization.free() && request.events().stream().anyMatch(HookEvents::wantsPlan);
        if (refused || !organization.webhooksAllowed()) {
            throw ApiError.denied(world.switches().text(Switch.PLAN_REFUSAL));
        }
    }

    /**
     * By default the same URL for the same user of the same organization, whatever the scope; who
     * "the user" is, and whether it is per app, is not documented (open question 4), hence two
     * switches.
     */
    private void checkUnique(ApiCaller caller, HookRequest request) {
        boolean perApp = world.switches().on(Switch.CONFLICT_PER_APP);
        boolean exists =
                world.hooks().subscriptionsOf(request.organization()).stream()
                        .filter(hook -> hook.callbackUrl().equals(request.url()))
                        .filter(hook -> same(hook, caller, request))
                        .anyMatch(hook ->
                                !perApp || hook.clientId().equals(caller.grant().clientId()));
        if (exists) {
            throw ApiError.exists("Hook with this url already exists");
        }
    }

    private boolean same(SandboxSubscription hook, ApiCaller caller, HookRequest request) {
        boolean sameUser = Objects.equals(hook.userId(), request.user());
        return switch (world.switches().text(Switch.CONFLICT_KEY)) {
            case "url_organization" -> true;
            case "url_organization_creator" ->
                    owner(hook)
                            .equals(Objects.requireNonNullElse(request.user(), caller.user().id()));
            case "url_organization_user_scope" ->
                    sameUser
                            && hook.scope() == request.scope()
                            && Objects.equals(hook.groupId(), request.group());
            default -> sameUser;
        };
    }

    private static String owner(SandboxSubscription hook) {
        return Objects.requireNonNullElse(hook.userId(), hook.creatorId());
    }

    private SandboxSubscription create(ApiCaller caller, HookRequest request) {
        Instant now = world.now();
        return new SandboxSubscription(
                world.newId(),
                caller.grant().clientId(),
                request.url(),
                request.events(),
                request.scope(),
                request.organization(),
                request.user(),
                request.group(),
                caller.user().id(),
                request.signingKey(),
                true,
                null,
                false,
                now,
                now);
    }
}
