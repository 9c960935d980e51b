package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.LoggedRequest;
import io.advicly.calendly.sandbox.http.RequestLog;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.wire.Timestamps;
import java.util.List;
import java.util.function.Predicate;

/** {@code /_control/requests}: what reached the auth host and the API. */
final class RequestControl {
    private final RequestLog log;

    RequestControl(RequestLog log) {
        this.log = log;
    }

    SandboxReply list(Call call) {
        boolean secrets = "true".equals(call.query("secrets"));
        List<LoggedRequest> found = log.matching(wanted(call));
        ObjectNode body = Listing.body("requests", call, found, request -> json(request, secrets));
        return SandboxReply.json(200, body.put("total", log.total()));
    }

    SandboxReply clear(Call call) {
        log.clear();
        return SandboxReply.empty(204);
    }

    private static Predicate<LoggedRequest> wanted(Call call) {
        long after = since(call);
        return request -> request.number() > after && isWanted(call, request);
    }

    private static boolean isWanted(Call call, LoggedRequest request) {
        return Listing.fits(call.query("endpoint"), request.endpoint())
                && Listing.fits(call.query("method"), request.method())
                && Listing.fits(call.query("path"), request.path())
                && Listing.fits(call.query("grant_type"), request.grantType())
                && Listing.fits(call.query("account"), request.account())
                && Listing.fits(call.query("status"), Integer.toString(request.status()));
    }

    private static long since(Call call) {
        String since = call.query("since");
        try {
            return since == null ? 0 : Long.parseLong(since);
        } catch (NumberFormatException e) {
            throw Order.wrong("since wants a number");
        }
    }

    private static ObjectNode json(LoggedRequest request, boolean secrets) {
        ObjectNode json =
                Json.object()
                        .put("number", request.number())
                        .put("at", Timestamps.of(request.at()))
                        .put("request_id", request.requestId())
                        .put("endpoint", request.endpoint())
                        .put("method", request.method())
                        .put("path", request.path())
                        .put("grant_type", request.grantType())
                        .put("account", request.account())
                        .put("status", request.status())
                        .put("fault", request.fault())
                        .put("micros", request.micros());
        json.set("query", Json.of(request.query()));
        if (secrets) {
            json.put("authorization", request.secrets().authorization())
                    .put("body", request.secrets().body());
        }
        return json;
    }
}
