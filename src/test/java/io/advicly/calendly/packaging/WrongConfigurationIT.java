package io.advicly.calendly.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.ServiceResource;
import io.advicly.calendly.testing.Surroundings;
import io.advicly.calendly.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is wrong with the configuration, the start says so in a line: also while the database
/// is away, as it is in all of these.
class WrongConfigurationIT {

    private static final String SECRET = "the-client-secret-itself";

    @Test
    void everythingThatIsMissingIsNamed() {
        ServiceProcess.Ended ended = ServiceProcess.toItsEnd(Map.of());

        assertComplaints(
                ended,
                "calendly.client-id must be the client id",
                "calendly.client-secret must be the client secret",
                "calendly.public-url must be an http or https base URL",
                "calendly.encryption.keys.<id> must hold a key: base64 of 32 random bytes",
                "quarkus.oidc.auth-server-url must be the issuer",
                "quarkus.datasource.reactive.url must be your database");
    }

    @Test
    void everythingThatIsWrongIsNamed() {
        ServiceProcess.Ended ended =
                ServiceProcess.toItsEnd(
                        with(
                                "calendly.client-id", " ",
                                "calendly.auth-url", "ftp://auth.example.test",
                                "calendly.api-url", "https://api.example.test/?a=b",
                                "calendly.public-url", "calendly.example.test",
                                "calendly.return-to.allowed", "https://app.example.test/settings",
                                "calendly.return-to.default", "/settings",
                                "calendly.http.call-timeout", "soon",
                                "calendly.http.retries", "many",
                                "calendly.webhook.tolerance", "3 apples",
                                "calendly.webhook.max-body-size", "big",
                                "calendly.sync.past", "P",
                                "calendly.sweep.batch", "1.5",
                                "quarkus.datasource.reactive.url", "mysql://u:p4ss@localhost/db"));

        assertComplaints(
                ended,
                "calendly.client-id must be the client id",
                "calendly.auth-url must be an http or https base URL",
                "calendly.api-url must be an http or https base URL",
                "calendly.public-url must be an http or https base URL",
                "calendly.return-to.allowed must be origins",
                "calendly.return-to.default must be the address in your product",
                "calendly.http.call-timeout must be a duration such as",
                "calendly.http.retries must be a whole number",
                "calendly.webhook.tolerance must be a duration such as",
                "calendly.webhook.max-body-size must be a size such as",
                "calendly.sync.past must be a duration such as",
                "calendly.sweep.batch must be a whole number",
                "quarkus.datasource.reactive.url must be your database");
        assertThat(ended.output()).doesNotContain("p4ss");
    }

    static Stream<Arguments> values() {
        String good = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        return Stream.of(
                Arguments.of(
                        Map.of("calendly.encryption.keys.test", "c2hvcnQgc2VjcmV0"),
                        "calendly.encryption.keys.test must be base64 of 32 bytes; it holds 12"),
                Arguments.of(
                        Map.of("calendly.webhook.retention.done", "23h"),
                        "calendly.webhook.retention.done must be 26h or longer"),
                Arguments.of(
                        Map.of("calendly.encryption.keys.test", "not base64 !"),
                        "calendly.encryption.keys.test must be base64 of 32 bytes"),
                Arguments.of(
                        Map.of("calendly.encryption.keys.second", good),
                        "calendly.encryption.active-key must name one of the configured keys"),
                Arguments.of(
                        Map.of("calendly.encryption.active-key", "third"),
                        "calendly.encryption.active-key must name one of the configured keys"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueThatMakesNoSenseIsNamed(Map<String, String> wrong, String complaint) {
        Map<String, String> configuration = good();
        configuration.putAll(wrong);

        ServiceProcess.Ended ended = ServiceProcess.toItsEnd(configuration);

        assertComplaints(ended, complaint);
        assertThat(ended.output()).doesNotContain("c2hvcnQgc2VjcmV0", "not base64 !");
    }

    @Test
    void aNumberOutOfItsRangeIsNamed() {
        ServiceProcess.Ended ended =
                ServiceProcess.toItsEnd(
                        with(
                                "calendly.http.retries", "77",
                                "calendly.sweep.batch", "0",
                                "calendly.webhook.tolerance", "-5s",
                                "calendly.webhook.inbox.memory", "0",
                                "calendly.database.connection-limit", "30d",
                                "%prod.calendly.webhok.tolerance", "5s"));

        assertStopped(ended);
        assertThat(naming(ended, "calendly.http.retries"))
                .singleElement()
                .asString()
                .contains("must be between 0 and 5");
        assertThat(naming(ended, "calendly.sweep.batch")).hasSize(1);
        assertThat(naming(ended, "calendly.webhook.tolerance must be between 1s and 72h"))
                .hasSize(1);
        assertThat(naming(ended, "calendly.webhook.inbox.memory must be")).hasSize(1);
        assertThat(naming(ended, "calendly.database.connection-limit must be")).hasSize(1);
        assertThat(naming(ended, "%prod.calendly.webhok.tolerance is nothing")).hasSize(1);
    }

    /// With everything else that is wrong.
    @Test
    void aKeyThatNothingReadsIsNamed() {
        assertComplaints(
                ServiceProcess.toItsEnd(
                        with(
                                "calendly.sweep.evry", "1s",
                                "calendly.sweep.every", "soon",
                                "calendly.refresh.at-percent", "180")),
                "calendly.sweep.evry is nothing that this service reads; did you mean calendly.sweep.every?",
                "calendly.sweep.every must be a duration such as",
                "calendly.refresh.at-percent must be between 20 and 90");
    }

    @Test
    void aValueOfQuarkusItselfThatCannotBeReadIsNamed() {
        ServiceProcess.Ended ended = ServiceProcess.toItsEnd(with("quarkus.http.port", "http"));

        assertThat(ended.exitCode()).as(ended.output()).isNotZero();
        assertThat(ended.output()).doesNotContain("\tat ");
        assertThat(naming(ended, "quarkus.http.port"))
                .singleElement()
                .asString()
                .contains("Expected an integer value");
    }

    @Test
    void aDatabaseThatIsAwayIsNoMistake() {
        ServiceProcess.Ended ended = ServiceProcess.toItsEnd(good());

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).doesNotContain("Configuration: ").doesNotContain(SECRET);
    }

    @Test
    void aMigrationWithoutAddressIsRefused() {
        ServiceProcess.Ended ended = ServiceProcess.toItsEnd(migration(Map.of()));

        assertComplaints(ended, "quarkus.datasource.jdbc.url must be your database");
    }

    @Test
    void aMigrationNeedsTheDatabaseAlone() {
        TestDatabase database = TestDatabase.create();
        Map<String, String> address = new HashMap<>(database.configuration());
        address.remove("quarkus.datasource.reactive.url");

        ServiceProcess.Ended ended = ServiceProcess.toItsEnd(migration(address));

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        Surroundings.publish("", "", database.jdbcUrl());
        assertThat(Dump.count("flyway_schema_history")).isPositive();
    }

    private static Map<String, String> migration(Map<String, String> address) {
        Map<String, String> all = new HashMap<>(address);
        all.put("quarkus.flyway.migrate-at-start", "true");
        all.put("quarkus.init-and-exit", "true");
        return all;
    }

    /// A configuration to which nothing is wrong but that nobody is at home.
    private static Map<String, String> good() {
        Map<String, String> good = new HashMap<>(ServiceResource.required());
        good.put("calendly.client-secret", SECRET);
        good.put("quarkus.oidc.auth-server-url", "http://localhost:1/login");
        good.put("quarkus.datasource.reactive.url", "postgresql://localhost:1/nobody");
        good.put("quarkus.http.port", "0");
        good.put("quarkus.management.port", "0");
        return good;
    }

    private static Map<String, String> with(String... more) {
        Map<String, String> all = good();
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /// These lines, each once, and nothing else.
    private static void assertComplaints(ServiceProcess.Ended ended, String... beginnings) {
        assertStopped(ended);
        assertThat(ended.lines()).as(ended.output()).hasSameSizeAs(beginnings);
        for (String beginning : beginnings) {
            assertThat(ended.lines())
                    .filteredOn(it -> it.startsWith("Configuration: " + beginning))
                    .as(beginning + " in " + ended.output())
                    .hasSize(1);
        }
    }

    private static void assertStopped(ServiceProcess.Ended ended) {
        assertThat(ended.exitCode()).as(ended.output()).isNotZero();
        assertThat(ended.output()).doesNotContain("\tat ", "Exception:", SECRET);
    }

    private static List<String> naming(ServiceProcess.Ended ended, String key) {
        return ended.lines().stream().filter(it -> it.contains(key)).toList();
    }
}
