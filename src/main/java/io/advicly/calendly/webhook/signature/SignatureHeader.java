package io.advicly.calendly.webhook.signature;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The value of `Calendly-Webhook-Signature`: `t=<unix seconds>,v1=<hex>`, any number of `v1`, and
/// pairs of other names, which are skipped. Pure.
public sealed interface SignatureHeader {

    String NAME = "Calendly-Webhook-Signature";

    /// @param timestamp `t` as it was sent: that text is what was signed
    /// @param signatures the values of `v1` that can be an HMAC-SHA256
    record Signed(String timestamp, List<byte[]> signatures) implements SignatureHeader {

        /// `t` in seconds since 1970.
        long seconds() {
            return Long.parseLong(timestamp);
        }
    }

    /// A header that cannot be verified.
    record Unusable(RejectionReason reason) implements SignatureHeader {}

    /// Never throws.
    ///
    /// @param values the header's values, as often as it was sent
    static SignatureHeader parse(List<String> values) {
        if (values.isEmpty()) {
            return new Unusable(RejectionReason.HEADER_MISSING);
        }
        if (values.size() > 1) {
            return new Unusable(RejectionReason.HEADER_REPEATED);
        }
        String value = values.getFirst();
        return value.length() > Grammar.MAX_LENGTH
                ? new Unusable(RejectionReason.HEADER_MALFORMED)
                : parse(value);
    }

    private static SignatureHeader parse(String value) {
        @Nullable String timestamp = null;
        List<byte[]> signatures = new ArrayList<>();
        for (String pair : value.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                return new Unusable(RejectionReason.HEADER_MALFORMED);
            }
            String name = pair.substring(0, equals).strip();
            String text = pair.substring(equals + 1).strip();
            if (name.equals("t")) {
                if (timestamp != null || !Grammar.isSeconds(text)) {
                    return new Unusable(RejectionReason.HEADER_MALFORMED);
                }
                timestamp = text;
            } else if (name.equals("v1") && Grammar.isHmac(text)) {
                signatures.add(HexFormat.of().parseHex(text));
            }
        }
        return complete(timestamp, signatures);
    }

    private static SignatureHeader complete(@Nullable String timestamp, List<byte[]> signatures) {
        if (timestamp == null) {
            return new Unusable(RejectionReason.TIMESTAMP_MISSING);
        }
        return signatures.isEmpty()
                ? new Unusable(RejectionReason.SIGNATURE_MISSING)
                : new Signed(timestamp, List.copyOf(signatures));
    }

    /// What the parts may look like. The length bounds how many signatures are compared;
    /// milliseconds have too many digits to be seconds.
    final class Grammar {
        static final int MAX_LENGTH = 1_024;
        static final int MAX_DIGITS = 12;
        static final int HMAC_DIGITS = 64;

        private Grammar() {}

        static boolean isSeconds(String text) {
            return !text.isEmpty()
                    && text.length() <= MAX_DIGITS
                    && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        }

        static boolean isHmac(String text) {
            return text.length() == HMAC_DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
        }
    }
}
