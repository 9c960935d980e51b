package io.advicly.calendly.platform.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// An absolute http or https address, taken apart strictly.
///
/// @param origin scheme, host and port in lower case, without a default port
public record WebAddress(URI uri, String origin) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// Empty for anything that two parsers could read differently: user information, backslashes,
    /// white space, control and non-ASCII characters, other schemes, no host.
    public static Optional<WebAddress> parse(String text) {
        if (text.isBlank() || text.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == '\\')) {
            return Optional.empty();
        }
        try {
            return of(new URI(text).parseServerAuthority());
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<WebAddress> of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        int usual = scheme.equals("http") ? HTTP : HTTPS;
        String port = uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return Optional.of(
                new WebAddress(
                        uri, scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port));
    }

    public boolean isSecure() {
        return origin.startsWith("https:");
    }
}
