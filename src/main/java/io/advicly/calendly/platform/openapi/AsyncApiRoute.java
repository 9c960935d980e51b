package io.advicly.calendly.platform.openapi;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Serves the description of what is sent to whoever waits, beside the API's: on the management
/// port, where there is one.
@ApplicationScoped
class AsyncApiRoute {

    static final String PATH = "/q/asyncapi.yaml";

    private final boolean management;

    AsyncApiRoute(
            @ConfigProperty(name = "quarkus.management.enabled", defaultValue = "false")
                    boolean management) {
        this.management = management;
    }

    void beside(@Observes ManagementInterface port) {
        port.router().get(PATH).handler(AsyncApiRoute::serve);
    }

    void register(@Observes Router router) {
        if (!management) {
            router.get(PATH).handler(AsyncApiRoute::serve);
        }
    }

    private static void serve(RoutingContext call) {
        call.response().putHeader("Content-Type", "application/yaml;charset=UTF-8").end(document());
    }

    /// Read when somebody asks, which is seldom.
    private static Buffer document() {
        try (InputStream file =
                Objects.requireNonNull(
                        AsyncApiRoute.class.getResourceAsStream("/META-INF/asyncapi.yaml"))) {
            return Buffer.buffer(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
