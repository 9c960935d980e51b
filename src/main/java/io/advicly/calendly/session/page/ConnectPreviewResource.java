package io.advicly.calendly.session.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.arc.profile.UnlessBuildProfile;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/// Every state of the component, for whoever makes it fit a page. In development alone.
@Path("/connect/preview")
@PermitAll
@Cancellable(false)
@UnlessBuildProfile("prod")
public class ConnectPreviewResource {

    private static final String SESSION =
            "\"session\":{\"state\":\"open\",\"expires_at\":\"2100-01-01T00:00:00Z\"}";
    private static final String ACCOUNT =
            "\"account\":{\"uri\":\"https://api.calendly.com/users/ada\",\"email\":\"ada@acme.test\"}";

    /// What the service would answer.
    private static final Map<String, String> ANSWERS =
            Map.of(
                    "not-connected",
                    "{\"status\":\"not_connected\"," + SESSION + "}",
                    "connected",
                    "{\"status\":\"active\"," + ACCOUNT + "," + SESSION + "}",
                    "syncing",
                    "{\"status\":\"active\",\"sync\":{\"status\":\"pending\",\"meetings\":0,\"events\":40,\"estimate\":100},"
                            + ACCOUNT
                            + ","
                            + SESSION
                            + "}",
                    "degraded",
                    "{\"status\":\"degraded\",\"reason\":\"New meetings are not delivered right now.\",\"reason_code\":\"waiting\","
                            + ACCOUNT
                            + ","
                            + SESSION
                            + "}",
                    "needs-reconnect",
                    "{\"status\":\"needs_reconnect\",\"reason\":\"Calendly has withdrawn the consent.\",\"reason_code\":\"ended\","
                            + ACCOUNT
                            + ","
                            + SESSION
                            + "}");

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> page() {
        return PageReply.of(200, "en", read("preview.html"));
    }

    @GET
    @Path("/preview.js")
    @Produces("text/javascript")
    @Operation(hidden = true)
    public String script() {
        return read("preview.js");
    }

    /// In the place of the service.
    @GET
    @Path("/{state}/api/connect/session")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public RestResponse<String> answer(@RestPath String state) {
        String answer = ANSWERS.get(state);
        return answer == null
                ? RestResponse.status(Response.Status.SERVICE_UNAVAILABLE)
                : RestResponse.ok(answer);
    }

    private static String read(String name) {
        try (InputStream file =
                Objects.requireNonNull(
                        ConnectPreviewResource.class.getResourceAsStream("/connect/" + name))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
