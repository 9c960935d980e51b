package io.advicly.calendly.sandbox.fault;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a fault hits. What is null matches everything.
 *
 * @param endpoint an endpoint's name, for example {@code refresh} or {@code webhook_create}
 * @param path a path in which {@code *} stands for anything
 * @param account whose token it is
 */
public record Target(
        @Nullable String endpoint,
        @Nullable String method,
        @Nullable String path,
        @Nullable String account) {

    boolean hits(
            Set<String> names, String calledMethod, String calledPath, @Nullable String caller) {
        return (account == null || account.equals(caller))
                && (endpoint == null || names.contains(endpoint))
                && (method == null || method.equalsIgnoreCase(calledMethod))
                && (path == null || matches(path, calledPath));
    }

    private static boolean matches(String pattern, String calledPath) {
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        return Pattern.matches(regex, calledPath);
    }
}
