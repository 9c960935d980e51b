package io.advicly.calendly.session.page;

import io.quarkus.runtime.LaunchMode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// The component, its types, and what our own pages are made of. The same for everybody, pages of
/// any origin included.
@Path("/")
@PermitAll
@Cancellable(false)
public class ConnectFilesResource {

    private final ServedFiles files = new ServedFiles(LaunchMode.current());

    @GET
    @Path("/connect.js")
    @Operation(hidden = true)
    public RestResponse<byte[]> component(@Context HttpHeaders request) {
        return served("connect.js", request);
    }

    @GET
    @Path("/connect.d.ts")
    @Operation(hidden = true)
    public RestResponse<byte[]> types(@Context HttpHeaders request) {
        return served("connect.d.ts", request);
    }

    @GET
    @Path("/connect.css")
    @Operation(hidden = true)
    public RestResponse<byte[]> style(@Context HttpHeaders request) {
        return served("connect.css", request);
    }

    @GET
    @Path("/connect-result.js")
    @Operation(hidden = true)
    public RestResponse<byte[]> result(@Context HttpHeaders request) {
        return served("connect-result.js", request);
    }

    private RestResponse<byte[]> served(String name, HttpHeaders request) {
        ServedFile file = files.get(name);
        return reply(file, request)
                .header("ETag", file.tag())
                .header("Cache-Control", files.cacheControl())
                .header("Vary", "Accept-Encoding")
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .build();
    }

    private static RestResponse.ResponseBuilder<byte[]> reply(
            ServedFile file, HttpHeaders request) {
        if (file.tag().equals(request.getHeaderString("If-None-Match"))) {
            return RestResponse.ResponseBuilder.create(Response.Status.NOT_MODIFIED);
        }
        return (takesGzip(request.getHeaderString("Accept-Encoding"))
                        ? RestResponse.ResponseBuilder.ok(file.packed())
                                .header("Content-Encoding", "gzip")
                        : RestResponse.ResponseBuilder.ok(file.content()))
                .header("Content-Type", file.type());
    }

    /// As browsers say it; whoever refuses it by `q=0` gets the file as it is.
    private static boolean takesGzip(@Nullable String accepted) {
        return accepted != null && accepted.matches(".*\\bgzip\\b(?!\\s*;\\s*q=0).*");
    }
}
