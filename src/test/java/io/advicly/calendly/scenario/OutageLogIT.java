package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the log says while the database is away: a little, and nothing that needs a person.
class OutageLogIT {

    private static final int REQUESTS = 100;
    private static final Duration A_WHILE = Duration.ofSeconds(15);

    /// With the stack of an exception it would be many times that.
    private static final int LONG = 2_000;

    /// A minute may begin anew while the test runs.
    private static final int MINUTES = 3;

    @Test
    void aDatabaseThatIsAwayIsALinePerKindAndMinute() {
        try (Installation installation = Installation.create();
                KillablePostgres database = KillablePostgres.start();
                ServiceProcess service =
                        installation.startOn(database, Map.of("calendly.sweep.every", "1s"))) {
            Person olivia = Person.newcomer().at(service);
            await().until(() -> olivia.get("/api/meetings").status() == 200);
            List<String> command = database.kill();
            int before = ServiceProcess.logLines().size();

            for (int number = 0; number < REQUESTS; number++) {
                assertThat(olivia.get("/api/meetings").status()).isEqualTo(503);
            }
            await().during(A_WHILE)
                    .atMost(A_WHILE.multipliedBy(2))
                    .until(() -> olivia.get("/api/meetings").status() == 503);
            List<String> all = ServiceProcess.logLines();
            List<String> lines = all.subList(before, all.size());
            database.startAgain(command);

            assertThat(lines)
                    .noneMatch(line -> line.contains("\"ERROR\""))
                    .allMatch(line -> line.length() < LONG);
            assertThat(
                            lines.stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    OutageLogIT::kind, Collectors.counting())))
                    .isNotEmpty()
                    .allSatisfy((kind, times) -> assertThat(times).isLessThanOrEqualTo(MINUTES));
        }
    }

    /// Who says what, and of which failure, without how often and to which end.
    private static String kind(String line) {
        return line.replaceAll(
                ".*\"loggerName\":\"([^\"]*)\".*\"message\":\"([^ \"]*)(?:[^\"]* (away=\\S*))?.*",
                "$1 $2 $3");
    }
}
