package io.advicly.calendly.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What a page of the console sends with each call, and a page of anybody else cannot know. It is
/// made of the session, and good for that one alone. Pure.
final class PageSeals {

    static final String HEADER = "X-Console-Token";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "calendly-connect console page\n";

    private final SecretKeySpec key;

    PageSeals(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// @param session what the cookies of the session say
    String tokenOf(List<String> session) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String all = PURPOSE + String.join("\n", session);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(all.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    boolean isOf(List<String> session, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        tokenOf(session).getBytes(StandardCharsets.UTF_8),
                        sent.getBytes(StandardCharsets.UTF_8));
    }
}
