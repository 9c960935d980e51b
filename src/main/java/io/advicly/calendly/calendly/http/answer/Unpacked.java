package io.advicly.calendly.calendly.http.answer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// The body of an answer that something on its way has packed. Nobody asks for that; but an answer
/// that nobody could read would be asked for again for ever, and a grant that came so would be
/// lost. Pure.
final class Unpacked {

    /// As many bytes as an answer may have that comes as it is (`calendly.http.max-answer`).
    static final int MOST = 8 << 20;

    private Unpacked() {}

    /// @param encoding what the header says; null without one
    /// @return the body as it came where it is not packed, not in a way that is known, or is more
    ///   than there is room for: no JSON then, and not nothing
    static byte[] of(byte[] body, @Nullable String encoding) {
        if (body.length == 0 || encoding == null) {
            return body;
        }
        try (InputStream plain = reading(body, encoding.strip().toLowerCase(Locale.ROOT))) {
            byte[] read = plain.readNBytes(MOST + 1);
            return read.length > MOST ? body : read;
        } catch (IOException notPacked) {
            return body;
        }
    }

    private static InputStream reading(byte[] body, String encoding) throws IOException {
        InputStream packed = new ByteArrayInputStream(body);
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(packed);
            case "deflate" -> new InflaterInputStream(packed);
            default -> packed;
        };
    }
}
