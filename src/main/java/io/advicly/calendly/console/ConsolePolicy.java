package io.advicly.calendly.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a browser may do for a page of the console: run and fetch what this service serves, and
/// read the one import map that is in the page. Pure.
final class ConsolePolicy {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private ConsolePolicy() {}

    static String of(byte[] page) {
        Matcher map = IMPORT_MAP.matcher(new String(page, StandardCharsets.UTF_8));
        String hash = map.find() ? " 'sha256-" + hash(map.group(1)) + "'" : "";
        return "default-src 'none'; script-src 'self'"
                + hash
                + "; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self';"
                + " frame-ancestors 'none'";
    }

    private static String hash(String script) {
        return ConsoleFiles.hash(script.getBytes(StandardCharsets.UTF_8), Base64.getEncoder());
    }
}
