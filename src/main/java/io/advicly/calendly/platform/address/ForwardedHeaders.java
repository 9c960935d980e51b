package io.advicly.calendly.platform.address;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which of the headers in which a proxy tells of its client make no sense. Pure.
///
/// Quarkus (3.33) reads them before any route: an empty address leaves the request without an
/// answer, and each port that is none is an ERROR in the log.
final class ForwardedHeaders {

    private static final int LAST_PORT = 65_535;

    private static final Pattern WITH_PORT =
            Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*):(\\d{1,5})");
    private static final Pattern HOST = Pattern.compile("\\[[0-9A-Fa-f:.]+]|[^\\[\\]:/?#@\\s]+");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");

    private static final Map<String, Predicate<String>> FIRST_OF_A_LIST =
            Map.of(
                    "X-Forwarded-For", ForwardedHeaders::isAddress,
                    "X-Forwarded-Host", ForwardedHeaders::isHost,
                    "X-Forwarded-Port", ForwardedHeaders::isPort,
                    "X-Forwarded-Proto", ForwardedHeaders::isScheme);

    private static final String FORWARDED = "Forwarded";

    private static final Map<Pattern, Predicate<String>> PARTS =
            Map.of(
                    part("for"), ForwardedHeaders::isAddress,
                    part("host"), ForwardedHeaders::isHost,
                    part("proto"), ForwardedHeaders::isScheme);

    private ForwardedHeaders() {}

    /// As Quarkus looks for it.
    private static Pattern part(String name) {
        return Pattern.compile(name + "=\"?([^;,\"]+)\"?", Pattern.CASE_INSENSITIVE);
    }

    /// Their names, as a rule none.
    static List<String> senseless(MultiMap headers) {
        List<String> all =
                FIRST_OF_A_LIST.entrySet().stream()
                        .filter(one -> isSenseless(headers.get(one.getKey()), one.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        String forwarded = headers.get(FORWARDED);
        return forwarded == null || isSensible(forwarded)
                ? all
                : Stream.concat(all.stream(), Stream.of(FORWARDED)).toList();
    }

    private static boolean isSenseless(@Nullable String list, Predicate<String> sense) {
        return list != null && !sense.test(list.split(",", 2)[0]);
    }

    private static boolean isSensible(String forwarded) {
        return PARTS.entrySet().stream()
                .allMatch(part -> {
                    Matcher found = part.getKey().matcher(forwarded);
                    return !found.find() || part.getValue().test(found.group(1));
                });
    }

    private static boolean isAddress(String text) {
        return isNumeric(text.strip())
                || (WITH_PORT.matcher(text).matches()
                        && isHost(text)
                        && isNumeric(text.substring(0, text.lastIndexOf(':'))));
    }

    private static boolean isNumeric(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    private static boolean isHost(String text) {
        Matcher parts = WITH_PORT.matcher(text);
        return parts.matches()
                ? HOST.matcher(parts.group(1)).matches() && isPort(parts.group(2))
                : HOST.matcher(text.strip()).matches();
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= LAST_PORT;
    }

    private static boolean isScheme(String text) {
        return SCHEME.matcher(text.strip()).matches();
    }
}
