package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.connected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A whole organization consents in the same minute: every consent marks it due once more.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConsentWaveTest {

    private static final int MEMBERS = 40;

    @Test
    void whatIsLearnedOfOneIsNotForgottenWhenTheNextConsents() {
        Calendar.clearFaults();
        CleanSlate.startOver();
        List<String> accounts = Crowd.plant("wave", 1, 1 + MEMBERS, 0);
        var _ = connected(accounts.getFirst());
        TokenCalls.forget();
        List<Callable<Person>> members =
                accounts.stream()
                        .skip(1)
                        .<Callable<Person>>map(account -> () -> connected(account))
                        .toList();

        var _ = Crowd.all(10, members);

        await().atMost(Acts.LONG)
                .until(() ->
                        Dump.column(
                                        "SELECT 1 FROM calendly_organizations WHERE settled_marks < marks")
                                .isEmpty());
        Map<String, Long> asked =
                Calendar.requests("webhook_list").stream()
                        .map(ConsentWaveTest::account)
                        .filter(account -> !account.equals(accounts.getFirst()))
                        .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        // For the organization's and for their own, and once more where a run had begun before the
        // consent: however many consented meanwhile.
        assertThat(asked)
                .hasSize(MEMBERS)
                .allSatisfy((account, calls) -> assertThat(calls).isLessThanOrEqualTo(4));
        assertThat(Ours.subscriptions()).hasSize(1);
    }

    private static String account(JsonNode request) {
        return request.get("account").asText();
    }
}
