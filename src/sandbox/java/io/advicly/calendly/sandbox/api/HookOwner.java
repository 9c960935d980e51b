package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.subscription.HookScope;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import org.jspecify.annotations.Nullable;

/** Whose subscriptions a query is about: {@code scope}, and the user or group that goes with it. */
record HookOwner(HookScope scope, @Nullable String id) {

    static HookOwner of(Params params) {
        HookScope scope = HookScope.of(params.text("scope"));
        if (scope == null) {
            throw ApiError.invalid("scope", "must be one of organization, user, group");
        }
        return new HookOwner(
                scope,
                switch (scope) {
                    case ORGANIZATION -> null;
                    case USER -> params.requiredId("user", "users");
                    case GROUP -> params.requiredId("group", "groups");
                });
    }

    void checkAccess(ApiCaller caller, String organization) {
        if (!caller.user().organizationId().equals(organization)) {
            throw ApiError.denied("You do not have permission");
        }
        boolean governs = caller.user().governs(organization);
        boolean self = scope == HookScope.USER && caller.user().id().equals(id);
        if (!governs && !self) {
            throw scope == HookScope.USER ? ApiError.denied("Unauthorized") : ApiError.noAccess();
        }
    }

    boolean has(SandboxSubscription hook) {
        return hook.scope() == scope
                && (id == null || id.equals(hook.userId()) || id.equals(hook.groupId()));
    }
}
