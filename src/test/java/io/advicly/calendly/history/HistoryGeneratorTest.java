package io.advicly.calendly.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryGeneratorTest {

    private static final List<History> MANY =
            LongStream.range(0, 2_000).mapToObj(HistoryGenerator::of).toList();

    @Test
    void theSameSeedGivesTheSameHistory() {
        assertThat(MANY).allMatch(it -> it.equals(HistoryGenerator.of(it.seed())));
    }

    @Test
    void seedsGiveDifferentHistories() {
        assertThat(MANY.stream().map(History::steps).distinct().count()).isGreaterThan(1_990);
    }

    @Test
    void twoToSixPeopleTakePartInAFewSteps() {
        assertThat(MANY).allMatch(it -> it.users() >= 2 && it.users() <= 6);
        assertThat(MANY).allMatch(it -> it.steps().size() >= 5 && it.steps().size() <= 90);
    }

    @Test
    void everyKindOfStepHappens() {
        Set<Class<?>> kinds = new HashSet<>();
        MANY.forEach(history -> history.steps().forEach(step -> kinds.add(step.getClass())));

        assertThat(kinds).containsExactlyInAnyOrder(Step.class.getPermittedSubclasses());
    }

    @Test
    void everyTroubleHappensAtEveryEndpointItCanHappenTo() {
        Set<String> happened = new HashSet<>();
        for (History history : MANY) {
            for (Step step : history.steps()) {
                if (step instanceof Step.Fail(String endpoint, Trouble trouble, int _)) {
                    happened.add(endpoint + " " + trouble);
                }
            }
        }
        Trouble.OF.forEach((endpoint, troubles) ->
                assertThat(troubles).allMatch(it -> happened.contains(endpoint + " " + it)));
    }

    @Test
    void numbersAreOfThoseThatExist() {
        for (History history : MANY) {
            for (Step step : history.steps()) {
                if (step instanceof Step.Connect(int user, int account, int replica)) {
                    assertThat(user).isBetween(0, history.users() - 1);
                    assertThat(account).isBetween(0, History.ACCOUNTS - 1);
                    assertThat(replica).isBetween(0, 1);
                }
            }
        }
    }
}
