package io.advicly.calendly.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.security.cipher.SecretString;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Decides whether a delivery was signed by one of our keys, and recently: HMAC-SHA256 over `t`, a
/// dot and the raw bytes of the body (docs/calendly-api.md 1.8). Pure.
///
/// The signature is looked at before the time, so that "too old" in the metrics means a good
/// delivery that came late, never noise.
final class SignatureVerifier {

    private static final String ALGORITHM = "HmacSHA256";

    /// Looking one up costs more than using it. Keyed anew for every signature.
    private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(SignatureVerifier::newMac);

    /// As Calendly's own example has it: how far clocks may differ, and how long a first attempt
    /// takes.
    static final Duration PROMPT = Duration.ofMinutes(3);

    private SignatureVerifier() {}

    /// @param keys tried in this order; blank ones never fit, and without one nothing is accepted
    /// @param tolerance how old `t` may be, inclusive: a repeat may keep the time of the first
    ///   attempt. It may lie no further than [#PROMPT] in the future
    static Verdict verify(
            SignatureHeader header,
            byte[] body,
            List<SecretString> keys,
            Instant now,
            Duration tolerance) {
        return switch (header) {
            case SignatureHeader.Unusable(RejectionReason reason) -> new Verdict.Rejected(reason);
            case SignatureHeader.Signed signed -> verify(signed, body, keys, now, tolerance);
        };
    }

    private static Verdict verify(
            SignatureHeader.Signed header,
            byte[] body,
            List<SecretString> keys,
            Instant now,
            Duration tolerance) {
        if (keys.stream().allMatch(SecretString::isBlank)) {
            return new Verdict.Rejected(RejectionReason.NO_KEY);
        }
        int signer = signer(header, body, keys);
        if (signer < 0) {
            return new Verdict.Rejected(RejectionReason.MISMATCH);
        }
        Duration age = Duration.between(Instant.ofEpochSecond(header.seconds()), now);
        if (age.compareTo(tolerance) > 0) {
            return new Verdict.Rejected(RejectionReason.TOO_OLD);
        }
        return age.negated().compareTo(PROMPT) > 0
                ? new Verdict.Rejected(RejectionReason.IN_FUTURE)
                : new Verdict.Accepted(signer, age.compareTo(PROMPT) > 0);
    }

    /// The index of the first key that made one of the signatures, or -1.
    private static int signer(SignatureHeader.Signed header, byte[] body, List<SecretString> keys) {
        for (int index = 0; index < keys.size(); index++) {
            SecretString key = keys.get(index);
            if (!key.isBlank() && contains(header.signatures(), hmac(key, header, body))) {
                return index;
            }
        }
        return -1;
    }

    private static boolean contains(List<byte[]> signatures, byte[] expected) {
        boolean found = false;
        for (byte[] signature : signatures) {
            found |= MessageDigest.isEqual(signature, expected);
        }
        return found;
    }

    private static byte[] hmac(SecretString key, SignatureHeader.Signed header, byte[] body) {
        try {
            Mac mac = MACS.get();
            mac.init(new SecretKeySpec(key.reveal().getBytes(UTF_8), ALGORITHM));
            mac.update(header.timestamp().getBytes(UTF_8));
            mac.update((byte) '.');
            return mac.doFinal(body);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
