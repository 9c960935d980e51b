package io.advicly.calendly.platform.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.ServiceResource;
import io.advicly.calendly.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServiceResource.class)
class SystemTest {

    @Test
    void tellsWhatRuns() {
        JsonPath system = show(TestTokens.admin("ada"));

        assertThat(system.getString("version")).isNotBlank();
        List<Map<String, Object>> migrations = system.getList("migrations");
        assertThat(migrations)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).containsEntry("applied", true));
        assertThat(migrations.getLast()).containsEntry("version", "1");
        assertThat(setting(system, "calendly.client-id"))
                .containsEntry("value", "sandbox-client")
                .containsEntry("hidden", false);
        assertThat(setting(system, "calendly.identity.admin-role"))
                .containsEntry("value", "calendly-admin")
                .containsEntry("source", "default");
    }

    @Test
    void showsNoSecretToAnybody() {
        String told = raw(TestTokens.admin("ada")) + raw(TestTokens.viewer("vera"));

        Config config = ConfigProvider.getConfig();
        for (String key :
                List.of(
                        "calendly.client-secret",
                        "calendly.encryption.keys.test",
                        "quarkus.oidc.public-key")) {
            assertThat(told).doesNotContain(config.getValue(key, String.class));
        }
        assertThat(setting(show(TestTokens.admin("ada")), "calendly.client-secret"))
                .containsEntry("value", null)
                .containsEntry("hidden", true);
    }

    private static Map<String, Object> setting(JsonPath system, String key) {
        return system.getMap("configuration.find { it.key == '" + key + "' }");
    }

    private static JsonPath show(String token) {
        return JsonPath.from(raw(token));
    }

    private static String raw(String token) {
        return given().auth()
                .oauth2(token)
                .get("/api/admin/system")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
