package io.advicly.calendly.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox starts.
 *
 * @param host the interface to listen on; the sandbox gives out secrets, so by default only this
 *     machine reaches it
 * @param port 0 for any free one
 * @param stateFile where the state survives restarts; null keeps it in memory only
 * @param redirectUris what the app {@code sandbox-client} may redirect to
 * @param switches positions that differ from the default, also after a reset
 */
public record SandboxOptions(
        String host,
        int port,
        @Nullable Path stateFile,
        List<String> redirectUris,
        Map<String, Object> switches) {

    public static final int DEFAULT_PORT = 8089;
    private static final String USUAL_CALLBACK =
            "http://localhost:8080/api/calendly/oauth/callback";

    public SandboxOptions {
        redirectUris = List.copyOf(redirectUris);
        switches = Map.copyOf(switches);
    }

    public static SandboxOptions defaults() {
        return new SandboxOptions(
                "localhost", DEFAULT_PORT, null, List.of(USUAL_CALLBACK), Map.of());
    }

    public SandboxOptions withHost(String newHost) {
        return new SandboxOptions(newHost, port, stateFile, redirectUris, switches);
    }

    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(host, newPort, stateFile, redirectUris, switches);
    }

    public SandboxOptions withAnyPort() {
        return withPort(0);
    }

    public SandboxOptions withStateFile(@Nullable Path newFile) {
        return new SandboxOptions(host, port, newFile, redirectUris, switches);
    }

    public SandboxOptions withRedirectUri(String uri) {
        List<String> more = new ArrayList<>(redirectUris);
        more.add(uri);
        return new SandboxOptions(host, port, stateFile, more, switches);
    }

    /** For example {@code withSwitch("token_limit_per_minute", 0)}. */
    public SandboxOptions withSwitch(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(switches);
        more.put(name, value);
        return new SandboxOptions(host, port, stateFile, redirectUris, more);
    }
}
