package io.advicly.calendly.calendly.http;

import io.advicly.calendly.calendly.RateLimits;
import io.advicly.calendly.calendly.http.answer.RateLimitReset;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Reads `X-RateLimit-…` off every answer, good or bad.
@ApplicationScoped
class RateLimitFilter implements ClientResponseFilter {

    private final RateLimits limits;

    RateLimitFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        String bearer = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        OptionalInt limit = number(response.getHeaderString("X-RateLimit-Limit"));
        OptionalInt remaining = number(response.getHeaderString("X-RateLimit-Remaining"));
        if (bearer != null && limit.isPresent() && remaining.isPresent()) {
            String reset = response.getHeaderString("X-RateLimit-Reset");
            limits.told(bearer, limit.getAsInt(), remaining.getAsInt(), RateLimitReset.of(reset));
        }
    }

    private static OptionalInt number(@Nullable String header) {
        return header != null && header.strip().matches("\\d{1,9}")
                ? OptionalInt.of(Integer.parseInt(header.strip()))
                : OptionalInt.empty();
    }
}
