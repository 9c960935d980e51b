package io.advicly.calendly.security.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Something that was done.
///
/// @param action for example `connection.connected`
/// @param tenantId and userId whose connection it concerns
/// @param actor who did it, where that was somebody else
/// @param clientAddress and userAgent from where; null for what nobody asked for, once they are
///   forgotten, and for whoever may see no persons
/// @param details what is worth knowing of it
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntryView(
        long id,
        Instant at,
        String action,
        @Nullable String tenantId,
        @Nullable String userId,
        @Nullable UUID connectionId,
        @Nullable Actor actor,
        @Nullable String clientAddress,
        @Nullable String userAgent,
        JsonNode details) {

    /// A user of the product, in a tenant.
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "AuditActor")
    public record Actor(@Nullable String tenantId, String userId) {}

    /// @param nextCursor null on the last page
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "AuditPage")
    public record Page(List<AuditEntryView> entries, @Nullable String nextCursor) {}
}
