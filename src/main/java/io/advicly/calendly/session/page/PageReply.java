package io.advicly.calendly.session.page;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/// Answers with what no page of ours may go without.
final class PageReply {

    /// Nothing but what this service serves itself. A form's target may redirect to wherever
    /// Calendly has people sign in.
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private PageReply() {}

    static RestResponse<String> of(int status, String language, String html) {
        return with(RestResponse.ResponseBuilder.create(
                        Response.Status.fromStatusCode(status), html))
                .type(new MediaType("text", "html", "utf-8"))
                .header("Content-Language", language)
                .header("Content-Security-Policy", POLICY)
                .header("X-Frame-Options", "DENY")
                .header("Vary", "Accept-Language")
                .build();
    }

    static RestResponse<String> to(URI address, List<NewCookie> cookies) {
        return with(RestResponse.ResponseBuilder.<String>create(Response.Status.SEE_OTHER))
                .location(address)
                .cookie(cookies.toArray(NewCookie[]::new))
                .build();
    }

    private static RestResponse.ResponseBuilder<String> with(
            RestResponse.ResponseBuilder<String> reply) {
        return reply.header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer");
    }
}
