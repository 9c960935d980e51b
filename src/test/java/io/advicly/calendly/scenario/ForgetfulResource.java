package io.advicly.calendly.scenario;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// What somebody writes who forgets to say who may call.
@Path("/api")
public class ForgetfulResource {

    @GET
    @Path("/admin/forgotten")
    @Authenticated
    @Operation(hidden = true)
    public String forgottenRole() {
        return "secrets of everybody";
    }

    @GET
    @Path("/backend/forgotten")
    @Authenticated
    @Operation(hidden = true)
    public String forgottenBackend() {
        return "secrets of everybody";
    }

    @GET
    @Path("/forgotten")
    @Operation(hidden = true)
    public String forgottenAltogether() {
        return "secrets of everybody";
    }
}
