package io.advicly.calendly.sandbox.http;

import io.vertx.core.http.HttpServerResponse;
import java.lang.System.Logger.Level;

/** Gets an action's reply, whatever the action does, and sends it. */
final class Replies {
    private static final System.Logger LOG = System.getLogger(Replies.class.getName());

    private Replies() {}

    static SandboxReply to(Call call, Action action) {
        try {
            return action.answer(call);
        } catch (Refusal refusal) {
            return refusal.reply();
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "sandbox.failed " + call.method() + " " + call.path(), bug);
            return ApiError.failure();
        }
    }

    static void send(Call call, SandboxReply reply) {
        HttpServerResponse response = call.context().response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        response.end(reply.body());
    }
}
