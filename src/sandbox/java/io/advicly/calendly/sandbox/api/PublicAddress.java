package io.advicly.calendly.sandbox.api;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether Calendly could reach a URL from outside; told from its spelling, nothing is looked up.
 */
final class PublicAddress {
    private static final Pattern PRIVATE =
            Pattern.compile(
                    "(0|10|127)\\..*|169\\.254\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*");
    private static final List<String> PRIVATE_ZONES =
            List.of(".local", ".localhost", ".internal", ".lan", ".home.arpa");

    private PublicAddress() {}

    static boolean is(URI url) {
        String host = url.getHost();
        if (!"https".equals(url.getScheme()) || host == null) {
            return false;
        }
        if (host.startsWith("[")) {
            return !host.equals("[::1]") && !host.matches("(?i)\\[(fe80|f[cd]..):.*");
        }
        return host.contains(".")
                && PRIVATE_ZONES.stream().noneMatch(host::endsWith)
                && !(host.matches("[\\d.]+") && PRIVATE.matcher(host).matches());
    }
}
