package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs like Calendly, written without a look at the verifier.
public final class Signer {

    private Signer() {}

    public static String header(String key, byte[] body, Instant at) {
        return header(key, body, Long.toString(at.getEpochSecond()));
    }

    public static String header(String key, byte[] body, String t) {
        return "t=" + t + ",v1=" + HexFormat.of().formatHex(hmac(key, t, body));
    }

    public static byte[] hmac(String key, String t, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((t + ".").getBytes(UTF_8));
        signed.writeBytes(body);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(signed.toByteArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
