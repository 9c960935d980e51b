package io.advicly.calendly.platform.system;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may be seen of a configuration. Pure.
final class ShownSettings {

    private static final String OURS = "calendly.";

    /// What of Quarkus's own an operator asks for. Whatever else there is may hold anything.
    private static final List<String> OF_QUARKUS =
            List.of(
                    "quarkus.datasource.jdbc.url",
                    "quarkus.datasource.reactive.max-size",
                    "quarkus.datasource.reactive.url",
                    "quarkus.flyway.migrate-at-start",
                    "quarkus.http.host",
                    "quarkus.http.limits.max-body-size",
                    "quarkus.http.limits.max-connections",
                    "quarkus.http.port",
                    "quarkus.http.proxy.proxy-address-forwarding",
                    "quarkus.http.proxy.trusted-proxies",
                    "quarkus.http.proxy.allow-x-forwarded",
                    "quarkus.log.level",
                    "quarkus.management.enabled",
                    "quarkus.oidc.auth-server-url",
                    "quarkus.oidc.client-id",
                    "quarkus.oidc.roles.role-claim-path",
                    "quarkus.oidc.token.audience",
                    "quarkus.oidc.token.issuer",
                    "quarkus.oidc.console.auth-server-url",
                    "quarkus.oidc.console.client-id",
                    "quarkus.profile",
                    "quarkus.shutdown.delay",
                    "quarkus.shutdown.timeout");

    /// Rather one too many than one too few.
    private static final Pattern SECRET =
            Pattern.compile(
                    "secret|password|passphrase|credential|encryption\\.keys|application-keys|token$");

    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");
    private static final Pattern QUERY = Pattern.compile("\\?.*$");

    private ShownSettings() {}

    static boolean isShown(String key) {
        return key.startsWith(OURS) || OF_QUARKUS.contains(key);
    }

    static SystemView.Setting of(String key, @Nullable String value, @Nullable String source) {
        if (value == null || value.isEmpty()) {
            return new SystemView.Setting(key, null, words(source), false);
        }
        return SECRET.matcher(key.toLowerCase(Locale.ROOT)).find()
                ? new SystemView.Setting(key, null, words(source), true)
                : new SystemView.Setting(key, withoutAccess(key, value), words(source), false);
    }

    /// An address may carry whoever opens it.
    private static String withoutAccess(String key, String value) {
        if (!key.endsWith("url")) {
            return value;
        }
        String plain = USER_INFO.matcher(value).replaceAll("//");
        return QUERY.matcher(plain).replaceAll("?…");
    }

    /// Quarkus names its sources by classes and paths, which say too little and too much.
    static String words(@Nullable String source) {
        if (source == null) {
            return "default";
        }
        if (source.contains("EnvConfigSource") || source.startsWith("env")) {
            return "environment";
        }
        if (source.contains("SysPropConfigSource")) {
            return "system property";
        }
        if (source.contains("file:") && !source.contains("jar:") && !source.contains("/classes/")) {
            return "file " + source.substring(source.lastIndexOf('/') + 1).replace("]", "");
        }
        if (source.contains(".properties") || source.contains("BuildTime")) {
            return "shipped with the service";
        }
        return source.toLowerCase(Locale.ROOT).contains("default") ? "default" : "configuration";
    }
}
