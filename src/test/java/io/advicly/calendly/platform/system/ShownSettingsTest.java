package io.advicly.calendly.platform.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calendly.client-secret",
                "calendly.console.secret",
                "calendly.encryption.keys.k1",
                "calendly.webhook.application-keys",
                "calendly.webhook.application-keys[0]",
                "calendly.something.password",
                "calendly.Something.Password"
            })
    void aSecretIsNeverShown(String key) {
        SystemView.Setting setting = ShownSettings.of(key, "hunter2", "EnvConfigSource");

        assertThat(setting.value()).isNull();
        assertThat(setting.hidden()).isTrue();
    }

    @Test
    void whatIsNotSetIsNotHidden() {
        assertThat(ShownSettings.of("calendly.client-secret", null, null).hidden()).isFalse();
        assertThat(ShownSettings.of("calendly.client-secret", "", null).hidden()).isFalse();
    }

    @Test
    void anAddressIsShownWithoutWhoOpensIt() {
        assertThat(
                        ShownSettings.of(
                                        "quarkus.datasource.jdbc.url",
                                        "jdbc:postgresql://user:hunter2@db:5432/calendly?password=hunter2",
                                        null)
                                .value())
                .isEqualTo("jdbc:postgresql://db:5432/calendly?…");
    }

    @Test
    void onlyWhatIsKnownOfOthersIsShown() {
        assertThat(ShownSettings.isShown("calendly.public-url")).isTrue();
        assertThat(ShownSettings.isShown("quarkus.oidc.auth-server-url")).isTrue();
        assertThat(ShownSettings.isShown("quarkus.oidc.credentials.secret")).isFalse();
        assertThat(ShownSettings.isShown("quarkus.datasource.password")).isFalse();
        assertThat(ShownSettings.isShown("java.home")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "EnvConfigSource, environment",
        "SysPropConfigSource, system property",
        "'PropertiesConfigSource[source=file:/deployments/config/application.properties]', file application.properties",
        "'PropertiesConfigSource[source=jar:file:/deployments/app.jar!/application.properties]', shipped with the service",
        "application.properties, shipped with the service",
        "BuildTime RunTime Fixed, shipped with the service",
        "DefaultValuesConfigSource, default",
        ", default",
        "Vault, configuration"
    })
    void saysWhereAValueComesFrom(String source, String words) {
        assertThat(ShownSettings.words(source)).isEqualTo(words);
    }
}
