package io.advicly.calendly.platform.system;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/// The settings of this process, as they are in force.
@ApplicationScoped
class ConfigurationInForce {

    private final SmallRyeConfig config;

    ConfigurationInForce(Config config) {
        this.config = config.unwrap(SmallRyeConfig.class);
    }

    List<SystemView.Setting> settings() {
        TreeSet<String> keys = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            if (ShownSettings.isShown(name)) {
                keys.add(name);
            }
        }
        return keys.stream().map(this::setting).toList();
    }

    private SystemView.Setting setting(String key) {
        ConfigValue value = config.getConfigValue(key);
        return ShownSettings.of(key, value.getValue(), value.getSourceName());
    }
}
