package io.advicly.calendly.destination.send;

import io.advicly.calendly.platform.address.WebAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address that events may be sent to, as far as its text tells; what its name leads to is
/// looked at each time ([AddressGuard]). Pure. What two readers could read differently is refused,
/// and so is every way to write a number but the plain one.
///
/// @param url as it was given
/// @param host in lower case; an IPv6 address without brackets
/// @param target path and query, as they are requested
record DestinationAddress(String url, boolean secure, String host, int port, String target) {

    static final int LONGEST = 2_000;

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int FIRST_OF_USERS = 1_024;
    private static final int LAST = 65_535;

    private static final Pattern PARTS =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^#]*)(#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^]]*]|[^:]*)(?::(\\d{1,5}))?");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");
    private static final Pattern DOTTED =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    /// Names that mean something else in each network.
    private static final List<String> LOCAL =
            List.of(
                    ".local",
                    ".internal",
                    ".intranet",
                    ".localdomain",
                    ".lan",
                    ".home",
                    ".corp",
                    ".private",
                    ".arpa",
                    ".svc");

    /// @param allowPrivate whether plain HTTP, any port, and names of the own network are good too
    /// @throws AddressRefusedException that says what is wrong with it
    static DestinationAddress parse(String text, boolean allowPrivate) {
        Matcher parts = parts(text);
        boolean secure = isSecure(parts.group(1), allowPrivate);
        Matcher authority = authority(parts.group(2));
        if (parts.group(4) != null) {
            throw new AddressRefusedException("must have no fragment (#…)");
        }
        String host = host(authority.group(1).toLowerCase(Locale.ROOT), allowPrivate);
        int port = port(authority.group(2), secure, allowPrivate);
        URI uri =
                WebAddress.parse(text)
                        .orElseThrow(
                                () -> new AddressRefusedException("is no address that can be read"))
                        .uri();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return new DestinationAddress(text, secure, host, port, target);
    }

    /// The address that stands for the host, where it is no name.
    Optional<InetAddress> literal() {
        return host.indexOf(':') >= 0 || DOTTED.matcher(host).matches()
                ? Optional.of(InetAddress.ofLiteral(host))
                : Optional.empty();
    }

    private static Matcher parts(String text) {
        if (text.length() > LONGEST) {
            throw new AddressRefusedException(
                    "must have no more than %d characters".formatted(LONGEST));
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == '\\')) {
            throw new AddressRefusedException(
                    "must hold no spaces, control or non-ASCII characters, and no backslashes");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new AddressRefusedException("must be an absolute https address");
        }
        return parts;
    }

    private static boolean isSecure(String scheme, boolean allowPrivate) {
        boolean secure = scheme.equalsIgnoreCase("https");
        if (!secure && !(allowPrivate && scheme.equalsIgnoreCase("http"))) {
            throw new AddressRefusedException("must be an https address");
        }
        return secure;
    }

    private static Matcher authority(String text) {
        if (text.indexOf('@') >= 0) {
            throw new AddressRefusedException("must hold no user name or password (…@)");
        }
        Matcher authority = AUTHORITY.matcher(text);
        if (!authority.matches() || authority.group(1).isEmpty()) {
            throw new AddressRefusedException("must name a host, and a port at most");
        }
        return authority;
    }

    private static int port(String text, boolean secure, boolean allowPrivate) {
        int port = text == null ? (secure ? HTTPS : HTTP) : Integer.parseInt(text);
        boolean usual = port == HTTPS || port >= FIRST_OF_USERS;
        if (port < 1 || port > LAST || (!usual && !allowPrivate)) {
            throw new AddressRefusedException("must have the port 443, or one from 1024 to 65535");
        }
        return port;
    }

    private static String host(String host, boolean allowPrivate) {
        if (host.startsWith("[")) {
            return v6(host.substring(1, host.length() - 1));
        }
        if (host.endsWith(".")) {
            throw new AddressRefusedException("must have a host without a dot at its end");
        }
        if (isNumber(host)) {
            return host;
        }
        if (!allowPrivate) {
            refuseLocal(host);
        }
        return host;
    }

    /// A zone is one of this machine's.
    private static String v6(String address) {
        if (address.indexOf('%') >= 0) {
            throw new AddressRefusedException("must have an IPv6 address without a zone");
        }
        try {
            return InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException unreadable) {
            throw new AddressRefusedException("has no IPv6 address between its brackets");
        }
    }

    /// What ends in a number is an IPv4 address to some reader: then it has to be one to all.
    private static boolean isNumber(String host) {
        boolean number = NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches();
        if (number && !DOTTED.matcher(host).matches()) {
            throw new AddressRefusedException(
                    "must write an IPv4 address as four decimal numbers, without leading zeros");
        }
        return number;
    }

    private static void refuseLocal(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            throw new AddressRefusedException("is localhost, which is not public");
        }
        if (host.indexOf('.') < 0 || LOCAL.stream().anyMatch(host::endsWith)) {
            throw new AddressRefusedException(
                    "has a host (%s) that is a name of a private network".formatted(host));
        }
    }
}
