package io.advicly.calendly.lifecycle.callback;

import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.lifecycle.connect.BindingCookies;
import io.advicly.calendly.lifecycle.state.BrowserBinding;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Where Calendly sends the browser back to. Goes on when the browser is closed: the code is spent.
/// Its answers are never cached, and the address, which holds the code, never travels on as a
/// referrer: the configuration adds both headers to whatever is answered here.
@Path(Addresses.CALLBACK_PATH)
@PermitAll
@Cancellable(false)
public class CallbackResource {

    private final CallbackFlow callback;
    private final BindingCookies cookies;

    CallbackResource(CallbackFlow callback, BindingCookies cookies) {
        this.callback = callback;
        this.cookies = cookies;
    }

    @GET
    public Uni<RestResponse<Object>> land(
            @RestQuery @Nullable String code,
            @RestQuery @Nullable String error,
            @RestQuery @Nullable String state,
            HttpHeaders headers,
            @Context HttpServerRequest request) {
        if (isPrefetch(headers)) {
            throw refused(
                    ProblemType.NOT_FOR_PREFETCHING,
                    "This address does its work when somebody opens it, and only once.");
        }
        if (state == null || state.isBlank()) {
            throw noUsableState();
        }
        String cookieName = BrowserBinding.nameFor(state);
        // One of Vert.x: the framework reads all of them, and fails for one of somebody else's.
        Cookie cookie = request.getCookie(cookieName);
        return callback.land(state, answer(code, error), cookie == null ? null : cookie.getValue())
                .map(landing -> response(landing, cookieName));
    }

    /// Without this one the framework would have `GET` answer, which uses the state up for whoever
    /// only looks whether the link works.
    @HEAD
    public RestResponse<Void> look() {
        return RestResponse.ResponseBuilder.<Void>create(Response.Status.METHOD_NOT_ALLOWED)
                .header("Allow", "GET")
                .build();
    }

    /// Browsers fetch addresses ahead that nobody may ever open. A refusal makes them ask again.
    private static boolean isPrefetch(HttpHeaders headers) {
        return Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
                .map(headers::getHeaderString)
                .anyMatch(it ->
                        it != null
                                && it.toLowerCase(Locale.ROOT).matches(".*(prefetch|preview).*"));
    }

    private static CallbackFlow.Answer answer(@Nullable String code, @Nullable String error) {
        if (error != null && !error.isBlank()) {
            return new CallbackFlow.Answer.Refusal(error);
        }
        if (code != null && !code.isBlank()) {
            return new CallbackFlow.Answer.Code(SecretString.of(code));
        }
        throw refused(
                ProblemType.CALLBACK_INCOMPLETE,
                "Neither a code nor an error came with the answer.");
    }

    private RestResponse<Object> response(CallbackFlow.Landing landing, String cookieName) {
        return switch (landing) {
            case CallbackFlow.Landing.NoUsableState _ -> throw noUsableState();
            case CallbackFlow.Landing.Redirect redirect ->
                    RestResponse.ResponseBuilder.create(Response.Status.SEE_OTHER)
                            .location(redirect.to())
                            .cookie(cookies.forget(cookieName))
                            .build();
        };
    }

    private static RuntimeException noUsableState() {
        return refused(
                ProblemType.STATE_INVALID,
                "Go back to the application and connect Calendly from there.");
    }

    private static RuntimeException refused(ProblemType type, String detail) {
        return Problems.of(type, detail);
    }
}
