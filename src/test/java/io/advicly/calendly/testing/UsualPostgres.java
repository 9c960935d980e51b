package io.advicly.calendly.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Like [ServiceResource], with a PostgreSQL of its own that has room for as many connections and
/// locks as one that nobody has configured.
public final class UsualPostgres implements QuarkusTestResourceLifecycleManager {

    private @Nullable EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            EmbeddedPostgres started =
                    EmbeddedPostgres.builder()
                            .setPGStartupWait(TestDatabase.PATIENCE)
                            .setPort(Ports.free())
                            .setServerConfig("max_connections", "100")
                            .start();
            server = started;
            String url = "postgresql://localhost:%d/postgres".formatted(started.getPort());
            Map<String, String> all = new HashMap<>(TestTokens.configuration());
            all.putAll(ServiceResource.required());
            all.put("quarkus.datasource.reactive.url", "vertx-reactive:" + url);
            all.put("quarkus.datasource.jdbc.url", "jdbc:" + url);
            all.put("quarkus.datasource.username", "postgres");
            all.put("quarkus.datasource.password", "postgres");
            return all;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void stop() {
        try (EmbeddedPostgres _ = server) {
            server = null;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
