package io.advicly.calendly.calendly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Bodies as a proxy may pack them.
public final class Packed {

    private Packed() {}

    public static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream to = new GZIPOutputStream(packed)) {
            to.write(body);
        }
        return packed.toByteArray();
    }

    public static byte[] deflate(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream to = new DeflaterOutputStream(packed)) {
            to.write(body);
        }
        return packed.toByteArray();
    }
}
