package io.advicly.calendly.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.advicly.calendly.security.cipher.SecretString;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every record of the service is made with secrets in it, and must not print them.
class RedactionOfRecordsTest {

    private static final String SECRET = "hunter2";

    /// What holds a secret although it is no [SecretString]: it comes from, or goes to, JSON, a URL
    /// or the database.
    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "(?i)(access|refresh|url|bearer)token|code|codeverifier|verifier|state|signingkey|keys"
                            + "|callbackurl|authorizationurl|secret|password|bindingvalue");

    /// Ciphertext, hashes and enumerations: what these hold by such a name is no secret.
    private static final Set<String> NO_SECRETS =
            Set.of(
                    "SealedGrant.accessToken",
                    "SealedGrant.refreshToken",
                    "WebhookView.state",
                    "SubscriptionWire.state",
                    "AdminSubscriptionView.state",
                    "DeliveryView.state",
                    "ReplayRequest.state",
                    "Settled.state",
                    "State.state",
                    "ReplayView.state",
                    "Last.state",
                    "Shown.code",
                    "DestinationView.state",
                    "DeliveryDetails.state",
                    "DeliveryCriteria.state",
                    "SessionView.state",
                    "OperatorSync.state",
                    "OperatorDestination.state",
                    "Known.state",
                    "Reached.state",
                    "Job.secret",
                    "StoredDestination.secret");

    @Test
    void printsNoSecret() {
        List<String> printing = new ArrayList<>();
        int made = 0;
        for (Class<?> type : records()) {
            Object filled = filled(type);
            if (filled != null) {
                made++;
                if (filled.toString().contains(SECRET)) {
                    printing.add(type.getName() + ": " + filled);
                }
            }
        }
        assertThat(printing).isEmpty();
        assertThat(made).as("records that were looked at").isGreaterThan(60);
    }

    @Test
    void aSecretItselfPrintsNothing() {
        assertThat(SecretString.of(SECRET)).hasToString("[secret]");
    }

    private static List<Class<?>> records() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(location -> !location.contains("/calendly/sandbox/"))
                        .importPackages("io.advicly.calendly")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    /// Null for a record that refuses such values.
    private static @Nullable Object filled(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(
                    Arrays.stream(components).map(it -> value(type, it)).toArray());
        } catch (ReflectiveOperationException refused) {
            return null;
        }
    }

    private static @Nullable Object value(Class<?> record, RecordComponent component) {
        boolean secret =
                SECRET_NAME.matcher(component.getName()).matches()
                        && !NO_SECRETS.contains(record.getSimpleName() + "." + component.getName());
        Class<?> type = component.getType();
        String text = secret ? SECRET : "plain";
        if (type == SecretString.class) {
            return SecretString.of(SECRET);
        }
        if (type == String.class) {
            return text;
        }
        if (type == URI.class) {
            return URI.create("https://example.test/" + text);
        }
        if (type == List.class) {
            return secret ? List.of(SecretString.of(SECRET)) : List.of();
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return DEFAULTS.get(type);
    }

    private static final Map<Class<?>, Object> DEFAULTS =
            Map.of(
                    boolean.class,
                    false,
                    int.class,
                    0,
                    long.class,
                    0L,
                    double.class,
                    0.5,
                    Instant.class,
                    Instant.EPOCH,
                    Duration.class,
                    Duration.ZERO,
                    UUID.class,
                    new UUID(0, 0),
                    Optional.class,
                    Optional.empty(),
                    Set.class,
                    Set.of(),
                    Map.class,
                    Map.of());
}
