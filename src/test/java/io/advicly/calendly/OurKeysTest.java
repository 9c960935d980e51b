package io.advicly.calendly;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OurKeysTest {

    @Test
    void areThoseOfAllSettings() {
        List<String> read =
                new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.advicly.calendly")
                                .stream()
                                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                                .map(JavaClass::reflect)
                                .filter(type -> !type.getPackageName().contains(".sandbox"))
                                .flatMap(type ->
                                        keys(
                                                type,
                                                type.getAnnotation(ConfigMapping.class).prefix()))
                                .distinct()
                                .sorted()
                                .toList();

        assertThat(OurKeys.ALL.lines().map(String::strip)).containsExactlyElementsOf(read);
    }

    @Test
    void knowTheirVariablesToo() {
        assertThat(
                        List.of(
                                "CALENDLY_RETURN_TO_ALLOWED",
                                "CALENDLY_RETURN_TO_ALLOWED_0_",
                                "CALENDLY_ENCRYPTION_KEYS_K1",
                                "calendly.encryption.keys.k1",
                                "calendly.return-to.allowed[1]"))
                .allMatch(OurKeys::isKnown);
    }

    @Test
    void tellWhatWasMeant() {
        assertThat(OurKeys.isKnown("CALENDLY_RETURN_TO_DEFAUT")).isFalse();
        assertThat(OurKeys.meantBy("CALENDLY_RETURN_TO_DEFAUT"))
                .hasValue("CALENDLY_RETURN_TO_DEFAULT");
        assertThat(OurKeys.meantBy("calendly.webhook.inbox.deliverys"))
                .hasValue("calendly.webhook.inbox.deliveries");
        assertThat(OurKeys.meantBy("calendly.colour-of-the-sky")).isEmpty();
    }

    @Test
    void allMistakesAreToldAtOnce() {
        List<String> complaints =
                check(
                        Map.of(
                                "calendly.sweep.evry", "1s",
                                "calendly.refresh.at-percent", "180",
                                "calendly.sweep.batch", "0",
                                "CALENDLY_SYNC_PST", "1d",
                                "CALENDLY_OTHER_SERVICE_HOST", "10.0.0.1"));

        assertThat(complaints)
                .containsExactlyInAnyOrder(
                        "calendly.sweep.evry is nothing that this service reads; did you mean calendly.sweep.every?",
                        "CALENDLY_SYNC_PST is nothing that this service reads; did you mean CALENDLY_SYNC_PAST?",
                        "calendly.refresh.at-percent must be less than or equal to 90 (it is \"180\")",
                        "calendly.sweep.batch must be greater than or equal to 1 (it is \"0\")");
    }

    private static List<String> check(Map<String, String> configured) {
        return new KeyCheck(
                        new SmallRyeConfigBuilder().withDefaultValues(configured).build(),
                        configured)
                .complaints();
    }

    private static Stream<String> keys(Class<?> settings, String prefix) {
        return Arrays.stream(settings.getMethods())
                .flatMap(method -> {
                    String key = key(method, prefix);
                    Class<?> type = method.getReturnType();
                    return type.isInterface() && type.getName().startsWith("io.advicly")
                            ? keys(type, key)
                            : Stream.of(key + many(type) + range(method));
                });
    }

    private static String key(Method method, String prefix) {
        if (method.isAnnotationPresent(WithParentName.class)) {
            return prefix;
        }
        WithName name = method.getAnnotation(WithName.class);
        return prefix
                + "."
                + (name == null
                        ? method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
                        : name.value());
    }

    private static String many(Class<?> type) {
        return Map.class.isAssignableFrom(type) ? ".*" : "";
    }

    private static String range(Method method) {
        Min least = method.getAnnotation(Min.class);
        Max most = method.getAnnotation(Max.class);
        return least == null && most == null
                ? ""
                : " %s..%s"
                        .formatted(
                                least == null ? "" : least.value(),
                                most == null ? "" : most.value());
    }
}
