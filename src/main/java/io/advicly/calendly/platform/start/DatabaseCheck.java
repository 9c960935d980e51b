package io.advicly.calendly.platform.start;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// Addresses of a PostgreSQL. Whether one answers there is another matter: that may change by
/// itself, a configuration does not. Never shows an address, as it may hold a password.
@ApplicationScoped
public class DatabaseCheck implements ConfigurationCheck {

    private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";

    private final Config config;

    public DatabaseCheck(Config config) {
        this.config = config;
    }

    /// Whether this run brings the schema up to date and ends.
    public boolean onlyMigrates() {
        return migrates() && isTrue("quarkus.init-and-exit");
    }

    @Override
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (!onlyMigrates() && !is(REACTIVE_URL, "(vertx-reactive:)?postgres(ql)?://[^\\s\\\\]+")) {
            complaints.add(
                    REACTIVE_URL + " must be your database: postgresql://host:5432/database");
        }
        if (migrates() && !is(JDBC_URL, "jdbc:postgresql:[^\\s\\\\]+")) {
            complaints.add(
                    JDBC_URL
                            + " must be your database, as quarkus.flyway.migrate-at-start is true:"
                            + " jdbc:postgresql://host:5432/database");
        }
        return complaints;
    }

    private boolean migrates() {
        return isTrue("quarkus.flyway.migrate-at-start");
    }

    private boolean isTrue(String key) {
        return value(key).map(Boolean::parseBoolean).orElse(false);
    }

    private boolean is(String key, String pattern) {
        return value(key).filter(it -> it.matches(pattern)).isPresent();
    }

    private Optional<String> value(String key) {
        return config.getOptionalValue(key, String.class).map(String::strip);
    }
}
