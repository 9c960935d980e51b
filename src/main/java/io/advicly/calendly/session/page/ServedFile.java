package io.advicly.calendly.session.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/// A file of `connect` as browsers get it.
///
/// @param packed the same, gzipped
/// @param integrity what a page may pin a script to
@SuppressWarnings("ArrayRecordComponent") // never compared
record ServedFile(String type, byte[] content, byte[] packed, String integrity) {

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    static ServedFile script(String name) {
        return made(SCRIPT, slim(text(name)));
    }

    static ServedFile text(String name, String type) {
        return made(type, text(name));
    }

    /// Without what only readers of the source need: comments that have a line of their own, and
    /// what a line begins with. Nothing that says more than one line may hold a `//`.
    static String slim(String script) {
        return script.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    String tag() {
        return '"' + integrity.substring(integrity.indexOf('-') + 1) + '"';
    }

    private static ServedFile made(String type, String text) {
        byte[] content = text.getBytes(UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-384").digest(content);
            return new ServedFile(
                    type,
                    content,
                    packed(content),
                    "sha384-" + Base64.getEncoder().encodeToString(hash));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(content);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return packed.toByteArray();
    }

    private static String text(String name) {
        try (InputStream file =
                Objects.requireNonNull(ServedFile.class.getResourceAsStream("/connect/" + name))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
