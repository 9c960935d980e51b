package io.advicly.calendly.lifecycle.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.advicly.calendly.security.cipher.Hashes;
import java.util.HexFormat;

/// The cookie that ties a state to the browser that asked for it.
///
/// Each state has a cookie of its own, so that two tabs do not overwrite each other's. Browsers
/// send them to the callback alone, and keep no more than [#KEPT] of a user's: each new one has
/// older ones expire, as a header that grows with every attempt would close the callback to its
/// user.
///
/// @param name derived from the state's hash
/// @param value random; only its hash is stored
public record BrowserBinding(String name, String value) {

    /// How many consent pages a user may have open at a time.
    static final int KEPT = 3;

    private static final int NAME_BYTES = 6;

    public static String nameFor(String state) {
        return nameFor(Hashes.sha256(state.getBytes(US_ASCII)));
    }

    static String nameFor(byte[] stateHash) {
        return "calendly_connect_" + HexFormat.of().formatHex(stateHash, 0, NAME_BYTES);
    }

    @Override
    public String toString() {
        return "BrowserBinding[" + name + "]";
    }
}
