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

    private Unpacked() {}

    /// @param encoding what the header says; null without one
    /// @param most as many bytes as an answer may have that comes as it is
    /// @return the body as it came where it is not packed, or not in a way that is known: no JSON
    ///   then, and not nothing. Fails with [AnswerTooLargeException] for more than there is room
    ///   for
    static byte[] of(byte[] body, @Nullable String encoding, int most) {
        if (body.length == 0 || encoding == null) {
            return body;
        }
        try (InputStream plain = reading(body, encoding.strip().toLowerCase(Locale.ROOT))) {
            byte[] read = plain.readNBytes(most);
            if (plain.read() >= 0) {
                throw new AnswerTooLargeException();
            }
            return read;
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
