package io.advicly.calendly.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.security.identity.Operator;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/// What was done, for operators.
@Path("/api/admin/audit")
@Authenticated
@Cancellable(false)
public class AuditResource {

    private static final String LINES = "application/x-ndjson";

    private final AuditReader audit;
    private final Operator operator;
    private final ObjectMapper json;

    AuditResource(AuditReader audit, Operator operator, ObjectMapper json) {
        this.audit = audit;
        this.operator = operator;
        this.json = json;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<AuditEntryView.Page> list(@BeanParam AuditQuery query) {
        return audit.page(query, operator.seesPersons());
    }

    /// The same page as JSON lines; the header `Next-Cursor` says where the next one begins.
    @GET
    @Path("lines")
    @Produces(LINES)
    public Uni<RestResponse<String>> export(@BeanParam AuditQuery query) {
        return audit.page(query, operator.seesPersons()).map(this::lines);
    }

    private RestResponse<String> lines(AuditEntryView.Page page) {
        RestResponse.ResponseBuilder<String> answer =
                RestResponse.ResponseBuilder.ok(
                                page.entries().stream()
                                        .map(this::line)
                                        .collect(Collectors.joining()))
                        .type(LINES);
        return page.nextCursor() == null
                ? answer.build()
                : answer.header("Next-Cursor", page.nextCursor()).build();
    }

    private String line(AuditEntryView entry) {
        try {
            return json.writeValueAsString(entry) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
