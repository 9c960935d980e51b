package io.advicly.calendly.sandbox.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Calendly does: HMAC-SHA256 over {@code t + "." + body}, lower-case hex (DOC-wh-sig). */
public final class Signer {
    private static final String ALGORITHM = "HmacSHA256";

    private Signer() {}

    public static String header(String key, long timestamp, String body) {
        return "t=" + timestamp + ",v1=" + hmac(key, timestamp + "." + body);
    }

    private static String hmac(String key, String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
