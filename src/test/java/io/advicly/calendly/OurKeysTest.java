package io.advicly.calendly;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OurKeysTest {

    @Test
    void areThoseOfAllSettings() {
        List<String> read =
                settings()
                        .flatMap(type ->
                                keys(type, type.getAnnotation(ConfigMapping.class).prefix()))
                        .distinct()
                        .sorted()
                        .toList();

        assertThat(OurKeys.ALL.lines().map(String::strip).map(OurKeysTest::withoutMeasures))
                .containsExactlyElementsOf(read);
    }

    /// The settings' annotations tell of whole numbers alone.
    private static String withoutMeasures(String line) {
        return line.replaceAll(" \\S*[a-zA-Z].*", "");
    }

    /// As one that is none, or that nobody can wait for, is a mistake.
    @Test
    void everyDurationAndEverySizeHasARange() {
        assertThat(settings().flatMap(OurKeysTest::measured))
                .isNotEmpty()
                .allSatisfy(key -> {
                    Range range = OurKeys.ranges().getOrDefault(key, Range.ANY);
                    assertThat(range.least()).as(key).isNotEmpty();
                    assertThat(range.most()).as(key).isNotEmpty();
                    assertThat(Range.isBelow(range.least(), range.most())).as(key).isTrue();
                });
    }

    private static Stream<String> measured(Class<?> settings) {
        return methods(settings, settings.getAnnotation(ConfigMapping.class).prefix())
                .filter(one ->
                        List.of(Duration.class, MemorySize.class)
                                .contains(one.getValue().getReturnType()))
                .map(Map.Entry::getKey);
    }

    /// What is shipped is in its range.
    @Test
    void noDefaultIsComplainedOf() {
        Map<String, String> shipped =
                settings()
                        .flatMap(type ->
                                methods(type, type.getAnnotation(ConfigMapping.class).prefix()))
                        .filter(one -> one.getValue().isAnnotationPresent(WithDefault.class))
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        one ->
                                                one.getValue()
                                                        .getAnnotation(WithDefault.class)
                                                        .value(),
                                        (one, same) -> one));

        assertThat(check(shipped)).isEmpty();
        assertThat(OurKeys.BELOW)
                .allSatisfy(pair -> assertThat(shipped).containsEntry(pair.key(), pair.shipped()));
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
                        "calendly.refresh.at-percent must be between 20 and 90 (it is \"180\")",
                        "calendly.sweep.batch must be at least 1 (it is \"0\")");
    }

    /// What a source of variables makes of a name, dots for all that is no letter, nobody has
    /// written.
    @Test
    void variablesGoByTheNameThatTheyHave() {
        Map<String, String> variables =
                Map.of(
                        "CALENDLY_CLIENT_ID", "id",
                        "CALENDLY_RETURN_TO_ALLOWED", "https://app.example.com",
                        "_PROD_CALENDLY_PUBLIC_URL", "https://connect.example.com",
                        "CALENDLY_CLIENT_SECRT", "secret");

        assertThat(
                        new KeyCheck(
                                        new SmallRyeConfigBuilder()
                                                .withSources(new EnvConfigSource(variables, 300))
                                                .build(),
                                        Map.of())
                                .complaints())
                .containsExactly(
                        "CALENDLY_CLIENT_SECRT is nothing that this service reads; did you mean CALENDLY_CLIENT_SECRET?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calendly.webhook.tolerance         | -5s  | between 1s and 72h",
                "calendly.webhook.inbox.patience    | 0s   | between 100ms and 1m",
                "calendly.webhook.inbox.memory      | 0    | between 1M and 16G",
                "calendly.webhook.worker.memory     | 0    | between 64K and 16G",
                "calendly.webhook.worker.lease      | 1ms  | between 2s and 1h",
                "calendly.database.statement-limit  | 1h   | between 100ms and 5m",
                "calendly.database.connection-limit | 30d  | between 100ms and 1m",
                "calendly.sync.past                 | 99999999d | between 0s and 3650d",
            })
    void aValueThatMakesNoSenseIsToldWithItsRange(String key, String value, String wish) {
        assertThat(check(Map.of(key, value)))
                .containsExactly("%s must be %s (it is \"%s\")".formatted(key, wish, value));
    }

    @Test
    void whatHasToBeLessThanSomethingElseIsToldWithIt() {
        assertThat(
                        check(
                                Map.of(
                                        "calendly.webhook.worker.concurrency", "100",
                                        "calendly.stream.heartbeat", "10m",
                                        "quarkus.http.idle-timeout", "5M")))
                .containsExactly(
                        "calendly.webhook.worker.concurrency must be below"
                                + " quarkus.datasource.reactive.max-size, which is 20 (it is \"100\")",
                        "calendly.stream.heartbeat must be below quarkus.http.idle-timeout, which is 5M"
                                + " (it is \"10m\")");
        assertThat(check(Map.of("quarkus.datasource.reactive.max-size", "4")))
                .containsExactly(
                        "calendly.webhook.worker.concurrency must be below"
                                + " quarkus.datasource.reactive.max-size, which is 4 (it is \"8\")");
    }

    @Test
    void aProfileIsUnderstood() {
        assertThat(
                        check(
                                Map.of(
                                        "%prod.calendly.webhok.tolerance", "5s",
                                        "%prod.calendly.sweep.every", "5s",
                                        "%staging,prod.calendly.sweep.evry", "5s",
                                        "_PROD_CALENDLY_SYNC_PST", "1d",
                                        "_PROD_CALENDLY_SYNC_PAST", "1d")))
                .containsExactlyInAnyOrder(
                        "%prod.calendly.webhok.tolerance is nothing that this service reads;"
                                + " did you mean %prod.calendly.webhook.tolerance?",
                        "%staging,prod.calendly.sweep.evry is nothing that this service reads;"
                                + " did you mean %staging,prod.calendly.sweep.every?",
                        "_PROD_CALENDLY_SYNC_PST is nothing that this service reads;"
                                + " did you mean _PROD_CALENDLY_SYNC_PAST?");
    }

    @Test
    void aValueHoldsWhatATextMayHold() {
        assertThat(
                        check(
                                Map.of(
                                        "calendly.client-id",
                                        "id\u0000",
                                        "calendly.scopes",
                                        "users:read\ud800",
                                        "calendly.client-secret",
                                        "\ud83d\ude00")))
                .containsExactlyInAnyOrder(
                        "calendly.client-id holds what no text may hold: U+0000, or half of a character",
                        "calendly.scopes holds what no text may hold: U+0000, or half of a character");
    }

    private static List<String> check(Map<String, String> configured) {
        return new KeyCheck(
                        new SmallRyeConfigBuilder().withDefaultValues(configured).build(),
                        configured)
                .complaints();
    }

    private static Stream<Class<?>> settings() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.advicly.calendly")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> !type.getPackageName().contains(".sandbox"));
    }

    private static Stream<String> keys(Class<?> settings, String prefix) {
        return methods(settings, prefix)
                .map(one ->
                        one.getKey()
                                + many(one.getValue().getReturnType())
                                + range(one.getValue()));
    }

    private static Stream<Map.Entry<String, Method>> methods(Class<?> settings, String prefix) {
        return Arrays.stream(settings.getMethods())
                .flatMap(method -> {
                    String key = key(method, prefix);
                    Class<?> type = method.getReturnType();
                    return type.isInterface() && type.getName().startsWith("io.advicly")
                            ? methods(type, key)
                            : Stream.of(Map.entry(key, method));
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
