package io.advicly.calendly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One place reads what Calendly answers. */
class AnswersAreReadOnceTest {

    /** What an answer of Calendly's means is decided by Answers alone (ADR 23). */
    @Test
    void readsAStatusOfCalendlysInOnePlaceOnly() {
        assertThat(callers("RestResponse.getStatus", "Response.getStatus"))
                .containsExactly("Reply");
        assertThat(callers("OidcResponseFilterContext.statusCode"))
                .as("IssuerCalls: the identity provider's")
                .containsExactlyInAnyOrder("Reply", "IssuerCalls");
        assertThat(callers("Reply.status")).isSubsetOf("Reply", "Answers", "Question");
        assertThat(callers("CalendlyAnswer.status"))
                .as("those who tell of it")
                .isSubsetOf(
                        "CalendlyAnswer",
                        "CalendlyFailure",
                        "CalendlyFailureMapper",
                        "FailedCallLog");
    }

    private static Set<String> callers(String... methods) {
        return ArchitectureTest.CODE.stream()
                .filter(it ->
                        Stream.concat(
                                        it.getMethodCallsFromSelf().stream(),
                                        it.getMethodReferencesFromSelf().stream())
                                .map(call -> call.getTarget())
                                .map(method ->
                                        method.getOwner().getSimpleName() + "." + method.getName())
                                .anyMatch(Set.of(methods)::contains))
                .map(it -> it.getName().replaceAll(".*[.]|[$].*", ""))
                .collect(Collectors.toSet());
    }
}
