package io.advicly.calendly.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryGeneratorTest {

    private static final List<History> MANY =
            LongStream.range(0, 2_000).mapToObj(it -> HistoryGenerator.of(it, false)).toList();

    private static final List<History> MORE =
            LongStream.range(0, 2_000).mapToObj(it -> HistoryGenerator.of(it, true)).toList();

    @Test
    void theSameSeedGivesTheSameHistory() {
        assertThat(MANY).allMatch(it -> it.equals(HistoryGenerator.of(it.seed(), false)));
        assertThat(MORE).allMatch(it -> it.equals(HistoryGenerator.of(it.seed(), true)));
    }

    @Test
    void moreStepsStandBetweenThoseThatTheSeedGivesWithoutThem() {
        for (int seed = 0; seed < MANY.size(); seed++) {
            assertThat(MORE.get(seed).steps()).containsSubsequence(MANY.get(seed).steps());
        }
    }

    @Test
    void nothingOfMoreIsDrawnUnasked() {
        assertThat(kinds(MANY)).doesNotContain(Step.More.class.getPermittedSubclasses());
        assertThat(MANY).allMatch(it -> it.habits().isEmpty());
    }

    @Test
    void everyKindOfMoreHappens() {
        assertThat(kinds(MORE)).contains(Step.More.class.getPermittedSubclasses());
        assertThat(MORE.stream().map(History::habits).distinct().count()).isGreaterThan(100);
    }

    @Test
    void everyOddityHappensAtEveryEndpoint() {
        Set<String> happened = new HashSet<>();
        for (History history : MORE) {
            for (Step step : history.steps()) {
                if (step instanceof Step.More.Odd(String endpoint, Oddity oddity, int _)) {
                    happened.add(endpoint + " " + oddity);
                }
            }
        }
        assertThat(happened).hasSize(Oddity.ENDPOINTS.size() * Oddity.values().length);
    }

    @Test
    void aProcessIsChangedOrStandsStillWhileSomethingIsCalled() {
        Set<Class<?>> meanwhile = new HashSet<>();
        for (History history : MORE) {
            for (Step step : history.steps()) {
                if (step instanceof Step.Together(Step _, Step.More other, int _)) {
                    meanwhile.add(other.getClass());
                }
            }
        }
        assertThat(meanwhile)
                .containsExactlyInAnyOrder(
                        Step.More.Reconfigure.class,
                        Step.More.Freeze.class,
                        Step.More.Reconcile.class);
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
        Set<Class<?>> all = new HashSet<>(List.of(Step.class.getPermittedSubclasses()));
        all.remove(Step.More.class);

        assertThat(kinds(MANY)).isEqualTo(all);
    }

    /// Also those that something else has in it.
    private static Set<Class<?>> kinds(List<History> histories) {
        Set<Class<?>> kinds = new HashSet<>();
        for (History history : histories) {
            for (Step step : history.steps()) {
                kinds.add(step.getClass());
                if (step instanceof Step.Together(Step one, Step other, int _)) {
                    kinds.addAll(List.of(one.getClass(), other.getClass()));
                }
            }
        }
        return kinds;
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
