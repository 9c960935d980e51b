package io.advicly.calendly.destination.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.security.cipher.SecretString;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `webhook-signature` after the Standard Webhooks specification. Pure.
final class WebhookSignature {

    private WebhookSignature() {}

    /// One signature for each secret, the newest first: while two are good, whoever verifies finds
    /// theirs.
    ///
    /// @param seconds since 1970, as `webhook-timestamp` has it
    static String of(String id, long seconds, byte[] body, List<SecretString> secrets) {
        return secrets.stream()
                .map(secret -> "v1," + one(id, seconds, body, WebhookSecret.bytes(secret)))
                .collect(Collectors.joining(" "));
    }

    private static String one(String id, long seconds, byte[] body, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
