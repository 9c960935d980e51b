package io.advicly.calendly.scenario;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;

/// A database that its owner has migrated, and that the service enters with a role of its own, made
/// by the very statements of docs/security.md.
public final class TwoRolesResource implements QuarkusTestResourceLifecycleManager {

    static final String ROLE = "calendly_service";
    static final String PASSWORD = "of-the-two-roles-test";

    private static final Pattern STATEMENTS =
            Pattern.compile("```sql\n(CREATE ROLE calendly_service.*?)```", Pattern.DOTALL);

    private final SandboxResource sandbox = new SandboxResource();

    @Override
    public Map<String, String> start() {
        Map<String, String> all = new HashMap<>(sandbox.start());
        Flyway.configure()
                .dataSource(Surroundings.jdbcUrl(), null, null)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        Dump.execute(documented());
        // The document's own is for readers.
        Dump.execute("ALTER ROLE " + ROLE + " PASSWORD '" + PASSWORD + "'");
        all.put("quarkus.flyway.migrate-at-start", "false");
        all.put("quarkus.datasource.username", ROLE);
        all.put("quarkus.datasource.password", PASSWORD);
        return all;
    }

    private static String documented() {
        try {
            Matcher found = STATEMENTS.matcher(Files.readString(Path.of("docs/security.md")));
            if (!found.find()) {
                throw new AssertionError("docs/security.md has no statements for the role");
            }
            return found.group(1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Roles belong to the server, which other tests use too.
    @Override
    public void stop() {
        Dump.execute("DROP OWNED BY " + ROLE + "; DROP ROLE " + ROLE);
        sandbox.stop();
    }
}
