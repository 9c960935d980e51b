package io.advicly.calendly.sandbox.login;

import io.advicly.calendly.sandbox.state.World;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The login's keys, the one that signs first; earlier ones are announced until they are withdrawn.
 */
final class LoginKeys {
    private final World world;
    private volatile List<LoginKey> keys;

    LoginKeys(World world) {
        this.world = world;
        this.keys = List.of(LoginKey.of(world));
    }

    LoginKey current() {
        return keys.getFirst();
    }

    synchronized void rotate(boolean withdraw) {
        LoginKey next = LoginKey.fresh(world);
        keys = withdraw ? List.of(next) : Stream.concat(Stream.of(next), keys.stream()).toList();
    }

    String publicJson() {
        return keys.stream()
                .map(LoginKey::publicJson)
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }
}
