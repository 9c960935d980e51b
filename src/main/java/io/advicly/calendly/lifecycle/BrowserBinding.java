package io.advicly.calendly.lifecycle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;

/// The cookie that ties a state to the browser that asked for it.
///
/// Each state has a cookie of its own, so that two tabs do not overwrite each other's.
///
/// @param name derived from the state's hash
/// @param value random; only its hash is stored
record BrowserBinding(String name, String value) {

    private static final int NAME_BYTES = 6;

    static String nameFor(String state) {
        byte[] hash = Hashes.sha256(state.getBytes(US_ASCII));
        return "calendly_connect_" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    }

    @Override
    public String toString() {
        return "BrowserBinding[" + name + "]";
    }
}
