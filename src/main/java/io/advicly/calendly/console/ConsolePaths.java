package io.advicly.calendly.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a path below `/console` stands for. Pure.
final class ConsolePaths {

    static final String ROOT = "/console";
    static final String BELOW = ROOT + "/";
    static final String API = BELOW + "api/";
    static final String SESSION = API + "session";

    private static final String OPERATORS = "/api/admin/";

    /// What a path may be made of (RFC 3986), but for parameters behind a semicolon, which nobody
    /// here has.
    private static final Pattern PART =
            Pattern.compile("(?:[A-Za-z0-9._~:@!$&'()*+,=-]|%[0-9A-Fa-f]{2})+");

    private static final Pattern FILE =
            Pattern.compile("(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");

    private ConsolePaths() {}

    static boolean isConsole(String path) {
        return path.equals(ROOT) || path.startsWith(BELOW);
    }

    /// The operators' call that a path of the console stands for; empty for what could lead
    /// anywhere else.
    ///
    /// @param path as it was sent, with what is percent-encoded in it
    static Optional<String> operatorsCall(String path) {
        if (!path.startsWith(API)) {
            return Optional.empty();
        }
        String call = path.substring(API.length());
        for (String part : call.split("/", -1)) {
            if (!PART.matcher(part).matches() || leadsElsewhere(part)) {
                return Optional.empty();
            }
        }
        return Optional.of(OPERATORS + call);
    }

    /// An id may hold slashes, as addresses do, but no step back, however often it is decoded.
    private static boolean leadsElsewhere(String part) {
        String decoded = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (decoded.indexOf('%') >= 0 || decoded.indexOf('\\') >= 0 || decoded.indexOf(';') >= 0) {
            return true;
        }
        if (decoded.chars().anyMatch(Character::isISOControl)) {
            return true;
        }
        for (String step : decoded.split("/", -1)) {
            if (step.equals(".") || step.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /// The file that a path asks for; empty for a page, whose last part has no dot.
    static Optional<String> file(String path) {
        String name = path.startsWith(BELOW) ? path.substring(BELOW.length()) : "";
        return name.substring(name.lastIndexOf('/') + 1).contains(".")
                ? Optional.of(name)
                : Optional.empty();
    }

    /// Whether a file may be called so; what else there is in the class path is nobody's business.
    static boolean isFileName(String name) {
        return FILE.matcher(name).matches();
    }
}
