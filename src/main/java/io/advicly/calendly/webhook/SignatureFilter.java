package io.advicly.calendly.webhook;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Lets only deliveries through that Calendly signed, and hands their bytes on.
@ApplicationScoped
class SignatureFilter {

    private static final Logger LOG = Logger.getLogger(SignatureFilter.class);

    private final DeliveryAuthenticator authenticator;
    private final WebhookMetrics metrics;
    private final WebhookSettings settings;

    SignatureFilter(
            DeliveryAuthenticator authenticator, WebhookMetrics metrics, WebhookSettings settings) {
        this.authenticator = authenticator;
        this.metrics = metrics;
        this.settings = settings;
    }

    @ServerRequestFilter(readBody = true)
    @SignedByCalendly
    public Uni<@Nullable Response> verify(ContainerRequestContext request) {
        byte[] body = body(request);
        String urlToken = request.getUriInfo().getPathParameters().getFirst("token");
        List<String> values = request.getHeaders().get(SignatureHeader.NAME);
        SignatureHeader header = SignatureHeader.parse(values == null ? List.of() : values);
        return authenticator
                .authenticate(urlToken, header, body)
                .onFailure()
                .transform(SignatureFilter::notLookedUp)
                .map(sender -> admit(sender, body, request));
    }

    private byte[] body(ContainerRequestContext request) {
        int max = Math.toIntExact(settings.maxBodySize().asLongValue());
        try {
            byte[] body = request.getEntityStream().readNBytes(max + 1);
            if (body.length > max) {
                throw WebhookProblems.tooLarge(max);
            }
            return body;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// @return null: the request goes on
    private @Nullable Response admit(
            Authentication sender, byte[] body, ContainerRequestContext request) {
        switch (sender) {
            case Authentication.Authentic authentic -> {
                SignedDelivery.verified(request, authentic);
                request.setEntityStream(new ByteArrayInputStream(body));
            }
            case Authentication.UnknownToken _ -> {
                rejected("unknown_token", null);
                throw WebhookProblems.unknownToken();
            }
            case Authentication.Refused refused -> {
                rejected(refused.reason().code(), refused.subscriptionId());
                throw WebhookProblems.signature();
            }
            case Authentication.NotJson _ -> {
                rejected("not_json", null);
                throw WebhookProblems.notJson();
            }
        }
        return null;
    }

    private void rejected(String reason, @Nullable Object subscription) {
        metrics.rejected(reason);
        LOG.warnf("webhook.rejected reason=%s subscription=%s", reason, subscription);
    }

    private static HttpProblem notLookedUp(Throwable failure) {
        LOG.errorf(failure, "webhook.not_verified");
        return WebhookProblems.notStored();
    }
}
