package io.advicly.calendly.sandbox.http;

import io.advicly.calendly.sandbox.fault.Effect;
import io.advicly.calendly.sandbox.fault.Fault;
import io.advicly.calendly.sandbox.fault.Faults;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.AccessToken;
import io.advicly.calendly.sandbox.state.grant.RefreshToken;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that happens to a call of the auth host or the API besides its action. */
final class Observed {
    private final Vertx vertx;
    private final World world;
    private final Faults faults;
    private final RequestLog log;

    Observed(Vertx vertx, World world, Faults faults, RequestLog log) {
        this.vertx = vertx;
        this.world = world;
        this.faults = faults;
        this.log = log;
    }

    Handler<RoutingContext> around(Endpoint endpoint) {
        return context -> begin(endpoint, new Call(context));
    }

    private void begin(Endpoint endpoint, Call call) {
        Fault fault = faults.take(names(endpoint, call), call.method(), call.path(), account(call));
        Passage passage =
                new Passage(
                        endpoint, call, fault, log.nextNumber(), world.now(), System.nanoTime());
        Supplier<SandboxReply> truth = () -> Replies.to(call, endpoint.action());
        if (fault == null) {
            finish(passage, truth.get());
        } else if (fault.loseReply()) {
            SandboxReply lost = truth.get();
            later(fault.delayMs(), () -> apply(passage, fault.effect(), () -> lost));
        } else {
            later(fault.delayMs(), () -> apply(passage, fault.effect(), truth));
        }
    }

    private void apply(Passage passage, Effect effect, Supplier<SandboxReply> truth) {
        switch (effect) {
            case Effect.Pass() -> finish(passage, truth.get());
            case Effect.Answer answer ->
                    finish(passage, FaultReplies.answer(answer, passage.call().path()));
            case Effect.Garbage() -> finish(passage, FaultReplies.garbage());
            case Effect.Truncated() -> finish(passage, FaultReplies.truncated(truth.get()));
            case Effect.Mangled mangled ->
                    finish(passage, Mangled.reply(truth.get(), mangled.manglings()));
            case Effect.Cut() -> cut(passage);
        }
    }

    private void finish(Passage passage, SandboxReply reply) {
        String requestId = UUID.randomUUID().toString();
        record(passage, requestId, reply.status());
        Replies.send(passage.call(), reply.with("x-request-id", requestId));
    }

    private void cut(Passage passage) {
        record(passage, "", 0);
        passage.call().context().request().connection().close();
    }

    private void record(Passage passage, String requestId, int status) {
        Call call = passage.call();
        Fault fault = passage.fault();
        log.add(
                new LoggedRequest(
                        passage.number(),
                        passage.at(),
                        requestId,
                        passage.endpoint().name(),
                        call.method(),
                        call.path(),
                        call.query(),
                        call.field("grant_type"),
                        call.account() == null ? bearer(call) : call.account(),
                        status,
                        fault == null ? null : fault.id(),
                        (System.nanoTime() - passage.started()) / 1_000,
                        new LoggedSecrets(call.header("Authorization"), call.rawBody())));
    }

    private void later(long delayMs, Runnable what) {
        if (delayMs <= 0) {
            what.run();
        } else {
            vertx.setTimer(delayMs, timer -> what.run());
        }
    }

    /**
     * The token endpoint goes by the name of the grant, too: to fail a refresh is not to fail an
     * exchange.
     */
    private static Set<String> names(Endpoint endpoint, Call call) {
        Set<String> names = new LinkedHashSet<>();
        names.add(endpoint.name());
        if (endpoint.name().equals("token")) {
            String grant = call.field("grant_type");
            if ("refresh_token".equals(grant)) {
                names.add("refresh");
            } else if ("authorization_code".equals(grant)) {
                names.add("exchange");
            }
        }
        return names;
    }

    /** Whose token the call is made with, good or not; null where nobody can tell. */
    private @Nullable String account(Call call) {
        String refresh = call.field("refresh_token");
        if (refresh != null) {
            RefreshToken token = world.grants().refreshTokens().find(refresh);
            return token == null ? null : user(token.grantId());
        }
        return bearer(call);
    }

    /** Also of a call that a fault answers, before anybody has looked at its token. */
    private @Nullable String bearer(Call call) {
        String header = call.header("Authorization");
        AccessToken token =
                header == null || !header.startsWith("Bearer ")
                        ? null
                        : world.grants().accessTokens().find(header.substring(7).trim());
        return token == null ? null : user(token.grantId());
    }

    private String user(String grant) {
        return world.grants().grants().get(grant).userId();
    }

    private record Passage(
            Endpoint endpoint,
            Call call,
            @Nullable Fault fault,
            long number,
            Instant at,
            long started) {}
}
