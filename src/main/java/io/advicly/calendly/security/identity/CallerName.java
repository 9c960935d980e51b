package io.advicly.calendly.security.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.platform.text.CleanText;

/// What a user or a tenant may be called: a text that is stored as it is, and found again.
public final class CallerName {

    /// Bytes of UTF-8. An entry of an index has 2,704 at most, for a tenant, a user and an
    /// account's URI together; no `sub` of OpenID Connect has more than 255.
    public static final int LONGEST = 800;

    private CallerName() {}

    public static boolean isStorable(String name) {
        return name.length() <= LONGEST
                && CleanText.isClean(name)
                && name.getBytes(UTF_8).length <= LONGEST;
    }
}
