package io.advicly.calendly.sandbox.control;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The control API's description, written by hand and compared with the routes by a test. */
final class OpenApi {
    private static final String FILE = "/sandbox/control-openapi.json";

    private OpenApi() {}

    static SandboxReply show(Call call) {
        try (InputStream in = OpenApi.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + FILE);
            }
            return new SandboxReply(
                    200,
                    Map.of("Content-Type", "application/json"),
                    Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
