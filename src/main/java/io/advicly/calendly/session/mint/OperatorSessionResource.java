package io.advicly.calendly.session.mint;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.advicly.calendly.lifecycle.operator.Chains;
import io.advicly.calendly.platform.journal.Reasons;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.security.identity.Operator;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// A link with which the user of a connection connects again, for an operator to send.
@Path("/api/admin/connections/{id}/session")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class OperatorSessionResource {

    private final SessionMint mint;
    private final Chains connections;
    private final Operator operator;

    OperatorSessionResource(SessionMint mint, Chains connections, Operator operator) {
        this.mint = mint;
        this.connections = connections;
        this.operator = operator;
    }

    /// @param reason why, for the audit; at most 500 characters are kept
    @RegisterForReflection
    public record LinkRequest(@Nullable String reason) {}

    /// @param link for the user to open; good for half an hour
    @RegisterForReflection
    public record ConnectLink(String link, @JsonProperty("expires_at") Instant expiresAt) {

        /// Leaves out what opens the session.
        @Override
        public String toString() {
            return "ConnectLink[expiresAt=" + expiresAt + "]";
        }
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public Uni<RestResponse<ConnectLink>> create(
            @RestPath String id, @Nullable LinkRequest request) {
        String reason = request == null ? null : Reasons.kept(request.reason());
        String kept = reason == null ? "" : reason;
        UUID connection = QueryParameters.uuid("id", id);
        return connections
                .owner(connection)
                .chain(owner -> mint.give(operator.caller(), owner, connection, kept))
                .map(minted -> new ConnectLink(minted.link(), minted.expiresAt()))
                .map(link ->
                        RestResponse.ResponseBuilder.create(Response.Status.CREATED, link)
                                .header("Cache-Control", "no-store")
                                .build());
    }
}
