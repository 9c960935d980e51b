package io.advicly.calendly.webhook.erasure;

import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.security.identity.CallerIdentity;
import io.advicly.calendly.security.identity.CallerName;
import io.advicly.calendly.security.identity.EmailAddress;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Erases people who were invited and want to be forgotten. Calendly tells nobody when it erases
/// somebody, so whoever does so there has to do so here (docs/calendly-api.md 1.13).
@Path("/api/admin/erasures")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {

    private final Erasure erasure;
    private final CallerIdentity identity;

    ErasureResource(Erasure erasure, CallerIdentity identity) {
        this.erasure = erasure;
        this.identity = identity;
    }

    /// Answers when everything is erased.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ErasureReply> erase(@Nullable ErasureRequest request) {
        String tenant = request == null ? null : request.tenant();
        return erasure.erase(
                tenant == null ? identity.caller().tenantId() : tenant(tenant),
                address(request),
                identity.caller());
    }

    private static EmailAddress address(@Nullable ErasureRequest request) {
        return Optional.ofNullable(request)
                .map(ErasureRequest::email)
                .filter(CleanText::isClean)
                .flatMap(EmailAddress::parse)
                .orElseThrow(() ->
                        QueryParameters.invalid("email must be the e-mail address of one person."));
    }

    private static String tenant(String tenant) {
        if (tenant.isBlank() || !CallerName.isStorable(tenant)) {
            throw QueryParameters.invalid("tenant must be the name of a tenant.");
        }
        return tenant;
    }
}
