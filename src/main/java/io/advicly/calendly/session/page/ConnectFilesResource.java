package io.advicly.calendly.session.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// The component, its types, and what our own pages are made of. The same for everybody, pages of
/// any origin included.
@Path("/")
@PermitAll
@Cancellable(false)
public class ConnectFilesResource {

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String TYPES = "text/plain; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private final Map<String, Served> files =
            Map.of(
                    "connect.js", Served.read("connect.js", SCRIPT),
                    "connect.d.ts", Served.read("connect.d.ts", TYPES),
                    "connect.css", Served.read("connect.css", STYLE),
                    "connect-result.js", Served.read("connect-result.js", SCRIPT));

    private static final class Served {

        private final String type;
        private final byte[] content;
        private final String tag;

        Served(String type, byte[] content, String tag) {
            this.type = type;
            this.content = content;
            this.tag = tag;
        }

        static Served read(String name, String type) {
            try (InputStream file =
                    Objects.requireNonNull(
                            ConnectFilesResource.class.getResourceAsStream("/connect/" + name))) {
                byte[] content = file.readAllBytes();
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
                return new Served(
                        type,
                        content,
                        '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"');
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (NoSuchAlgorithmException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }
    }

    @GET
    @Path("/connect.js")
    @Operation(hidden = true)
    public RestResponse<byte[]> component(@RestHeader("If-None-Match") @Nullable String known) {
        return served("connect.js", known);
    }

    @GET
    @Path("/connect.d.ts")
    @Operation(hidden = true)
    public RestResponse<byte[]> types(@RestHeader("If-None-Match") @Nullable String known) {
        return served("connect.d.ts", known);
    }

    @GET
    @Path("/connect.css")
    @Operation(hidden = true)
    public RestResponse<byte[]> style(@RestHeader("If-None-Match") @Nullable String known) {
        return served("connect.css", known);
    }

    @GET
    @Path("/connect-result.js")
    @Operation(hidden = true)
    public RestResponse<byte[]> result(@RestHeader("If-None-Match") @Nullable String known) {
        return served("connect-result.js", known);
    }

    private RestResponse<byte[]> served(String name, @Nullable String known) {
        Served file = Objects.requireNonNull(files.get(name));
        RestResponse.ResponseBuilder<byte[]> reply =
                file.tag.equals(known)
                        ? RestResponse.ResponseBuilder.create(Response.Status.NOT_MODIFIED)
                        : RestResponse.ResponseBuilder.ok(file.content);
        return reply.header("Content-Type", file.type)
                .header("ETag", file.tag)
                .header("Cache-Control", "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .build();
    }
}
