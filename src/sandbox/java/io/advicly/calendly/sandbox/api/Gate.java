package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.http.Action;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.http.Refusal;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.oauth.Bearer;
import io.advicly.calendly.sandbox.state.World;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** What every call of the API has to pass: a good token, the rate limit, the scope. */
public final class Gate {
    private final Bearer bearer;
    private final RequestLimits limits;

    Gate(World world) {
        this.bearer = new Bearer(world);
        this.limits = new RequestLimits(world);
    }

    public Endpoint get(String name, String path, String scope, ApiAction action) {
        return new Endpoint(name, HttpMethod.GET, path, protect(scope, action));
    }

    public Endpoint post(String name, String path, String scope, ApiAction action) {
        return new Endpoint(name, HttpMethod.POST, path, protect(scope, action));
    }

    public Endpoint delete(String name, String path, String scope, ApiAction action) {
        return new Endpoint(name, HttpMethod.DELETE, path, protect(scope, action));
    }

    Action protect(String scope, ApiAction action) {
        return call -> admit(scope, action, call);
    }

    void forgetLimits() {
        limits.forget();
    }

    private SandboxReply admit(String scope, ApiAction action, Call call) {
        ApiCaller caller;
        try {
            caller = bearer.authenticate(call);
        } catch (Refusal refusal) {
            return refusal.reply().with(limits.stranger().headers());
        }
        RequestLimits.Allowance allowance = limits.count(caller.user());
        SandboxReply reply =
                allowance.exceeded() ? ApiError.tooMany() : answer(scope, action, caller, call);
        return reply.with(allowance.headers());
    }

    private static SandboxReply answer(
            String scope, ApiAction action, ApiCaller caller, Call call) {
        try {
            if (!caller.may(scope)) {
                throw ApiError.insufficientScope(List.of(scope));
            }
            return action.answer(caller, call);
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }
}
