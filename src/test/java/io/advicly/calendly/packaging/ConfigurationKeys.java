package io.advicly.calendly.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The environment variables that mean something to the service when it starts: Quarkus's own, as
/// each extension on the class path documents them, and those of our `@ConfigMapping`s.
final class ConfigurationKeys {

    private static final String QUARKUS_MODEL =
            "META-INF/quarkus-config-doc/quarkus-config-model.json";

    private final Set<String> names = new HashSet<>();
    private final Set<Pattern> patterns = new HashSet<>();

    private ConfigurationKeys() {}

    static ConfigurationKeys load() {
        ConfigurationKeys keys = new ConfigurationKeys();
        keys.addQuarkus();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.advicly.calendly")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(keys::addMapping);
        return keys;
    }

    boolean knows(String variable) {
        return names.contains(variable)
                || patterns.stream().anyMatch(pattern -> pattern.matcher(variable).matches());
    }

    private void addQuarkus() {
        ObjectMapper json = new ObjectMapper();
        try {
            ClassLoader loader = ConfigurationKeys.class.getClassLoader();
            for (URL model : Collections.list(loader.getResources(QUARKUS_MODEL))) {
                try (InputStream in = model.openStream()) {
                    addQuarkus(json.readTree(in));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Only keys of the running service: a build-time key in a manifest would be without effect.
    private void addQuarkus(JsonNode node) {
        JsonNode variable = node.path("path").path("environmentVariable");
        if (variable.isTextual() && node.path("phase").asText().equals("RUN_TIME")) {
            names.add(variable.asText());
        }
        node.forEach(this::addQuarkus);
    }

    private void addMapping(Class<?> mapping) {
        for (String key : ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet()) {
            String variable =
                    key.toUpperCase(Locale.ROOT)
                            .replace("*", "\u0000")
                            .replaceAll("[^A-Z0-9\u0000]", "_");
            if (variable.indexOf('\u0000') < 0) {
                names.add(variable);
            } else {
                patterns.add(Pattern.compile(variable.replace("\u0000", "[A-Z0-9_]+")));
            }
        }
    }
}
