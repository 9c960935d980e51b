package io.advicly.calendly.meeting.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.platform.work.HeldCalls;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A crowd that finds no place costs next to nothing.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class StreamDoorTest {

    private static final Map<String, String> GARBAGE = Map.of("Authorization", "Bearer garbage");

    @Inject HeldCalls held;

    @Test
    void whoFindsNoPlaceIsToldBeforeTheTokenIsLookedAt() {
        URI stream = Surroundings.service("/api/meetings/stream");
        assertThat(Http.get(stream, GARBAGE).status()).isEqualTo(401);

        int taken = takeAll();
        try {
            Http.Reply reply = Http.get(stream, GARBAGE);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.body().path("type").asText()).endsWith(":unavailable");
            assertThat(reply.header("Retry-After")).isNotBlank();
            assertThat(Http.get(Surroundings.service("/api/meetings"), GARBAGE).status())
                    .as("what needs no place")
                    .isEqualTo(401);
        } finally {
            for (int place = 0; place < taken; place++) {
                held.giveBack();
            }
        }

        assertThat(Http.get(stream, GARBAGE).status()).isEqualTo(401);
    }

    private int takeAll() {
        int taken = 0;
        while (held.take()) {
            taken++;
        }
        return taken;
    }
}
