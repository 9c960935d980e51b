package io.advicly.calendly.platform.address;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/// Takes those headers of a proxy that make no sense out of a request, so that its client counts as
/// the proxy, and counts them.
///
/// As a tracer, for nothing else sees a request before Quarkus reads them.
@Unremovable
@ApplicationScoped
class HeaderSieve implements VertxOptionsCustomizer {

    private static final String IGNORED = "http.forwarded.ignored";

    private final boolean needed;

    HeaderSieve(Config config) {
        this.needed =
                config.getOptionalValue(
                                "quarkus.http.proxy.proxy-address-forwarding", Boolean.class)
                        .orElse(false);
    }

    @Override
    public void accept(VertxOptions options) {
        if (needed) {
            var _ = options.setTracingOptions(new TracingOptions().setFactory(any -> new Sieve()));
        }
    }

    private static final class Sieve implements VertxTracer<@Nullable Object, @Nullable Object> {

        @Override
        public <R> @Nullable Object receiveRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                Iterable<Map.Entry<String, String>> headers,
                TagExtractor<R> tags) {
            if (request instanceof HttpServerRequest http) {
                for (String senseless : ForwardedHeaders.senseless(http.headers())) {
                    var _ = http.headers().remove(senseless);
                    Metrics.counter(IGNORED, "header", senseless).increment();
                }
            }
            return null;
        }
    }
}
