package io.advicly.calendly.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Ports;
import io.advicly.calendly.testing.ServiceProcess;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The descriptions as production serves them, without anything of the sandbox's, at the management
/// port alone.
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDocumentIT {

    private final Installation installation = Installation.create();
    private final int management = Ports.free();

    @SuppressWarnings("NullAway.Init") // started before all
    private ServiceProcess service;

    @BeforeAll
    void start() {
        service = installation.start(Map.of("quarkus.management.port", String.valueOf(management)));
    }

    @AfterAll
    void stop() {
        service.close();
        installation.close();
    }

    @Test
    void theApiIsDescribedAsItIsCommitted() {
        JsonNode served =
                Http.get(onManagement("/q/openapi?format=json"), Map.of()).expect(200).body();

        assertThat(ApiFile.differences(ApiFile.read(ApiFile.OPENAPI), served)).isEmpty();
    }

    @Test
    void whatIsSentIsDescribedAsItIsCommitted() {
        String served =
                Http.get(onManagement("/q/asyncapi.yaml"), Map.of()).expect(200).raw().body();

        assertThat(ApiFile.parse(served)).isEqualTo(ApiFile.read(ApiFile.ASYNCAPI));
        assertThat(Http.get(service.at("/q/asyncapi.yaml"), Map.of()).status()).isEqualTo(404);
    }

    private URI onManagement(String path) {
        return URI.create("http://localhost:" + management + path);
    }
}
