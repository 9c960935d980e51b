package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A user may ask to connect so often, and no more: here a thousand times in ten minutes.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConnectAttemptsTest {

    private static final String CONNECTION = "/api/calendly/connection";
    private static final int LIMIT = 1_000;

    private final Person olivia = Person.newcomer();

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        olivia.askToConnect();
        has(olivia, LIMIT);

        Http.Reply refused =
                assertRefused(olivia.post(CONNECTION, Map.of()), 429, "too-many-attempts");

        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 600L);
        Person.newcomer().askToConnect();
    }

    @Test
    void aRefusedAttemptLeavesNothingBehind() {
        olivia.askToConnect();
        has(olivia, LIMIT);
        long states = Dump.count("oauth_states");

        assertRefused(olivia.post(CONNECTION, Map.of()), 429, "too-many-attempts");

        assertThat(Dump.count("oauth_states")).isEqualTo(states);
    }

    @Test
    void theWindowEnds() {
        olivia.askToConnect();
        has(olivia, LIMIT);
        Dump.execute(
                "UPDATE connect_attempts SET window_started_at = now() - interval '10 minutes'"
                        + " WHERE "
                        + isOf(olivia));

        olivia.askToConnect();

        assertThat(Dump.column("SELECT attempts FROM connect_attempts WHERE " + isOf(olivia)))
                .containsExactly("1");
    }

    @Test
    void attemptsAtTheSameTimeAreAllCounted() throws Exception {
        olivia.askToConnect();
        has(olivia, LIMIT - 5);
        Callable<Integer> attempt = () -> olivia.post(CONNECTION, Map.of()).status();

        List<Future<Integer>> answers;
        try (ExecutorService browsers = Executors.newFixedThreadPool(12)) {
            answers =
                    browsers.invokeAll(IntStream.range(0, 12).mapToObj(number -> attempt).toList());
        }

        assertThat(answers.stream().map(Future::resultNow))
                .containsOnly(200, 429)
                .filteredOn(status -> status == 200)
                .hasSize(5);
    }

    private static void has(Person person, int attempts) {
        Dump.execute(
                "UPDATE connect_attempts SET attempts = " + attempts + " WHERE " + isOf(person));
        assertThat(Dump.column("SELECT attempts FROM connect_attempts WHERE " + isOf(person)))
                .containsExactly(String.valueOf(attempts));
    }

    private static String isOf(Person person) {
        return "caller_hash = sha256(convert_to('default' || chr(31) || '%s', 'UTF8'))"
                .formatted(person.user());
    }
}
