package io.advicly.calendly.subscription.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.testing.Gen;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plans, carried out against a Calendly in memory: from any state of the world.
class ConvergenceTest {

    static Stream<Long> seeds() {
        return Gen.seeds(500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void planningAgainGivesNothingToDo(long seed) {
        ModelCalendly world = ModelCalendly.random(new Gen(seed));

        world.settle();

        Plan again = SubscriptionPlanner.plan(world.observe());
        assertThat(again.steps())
                .as(again.toString())
                .filteredOn(step -> !(step instanceof Step.Keep))
                .filteredOn(step -> !(step instanceof Step.Delete it && world.isRefused(it)))
                .isEmpty();
        if (world.isWithoutRefusals()) {
            assertThat(again.open()).isEmpty();
            assertThat(world.observe().living().map(Member::connection))
                    .as("only those whose grant is dead may miss something")
                    .noneMatch(again.missing()::contains);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everybodyWhoStaysWithALivingGrantIsServedByOne(long seed) {
        ModelCalendly world = ModelCalendly.random(new Gen(seed));

        world.settle();

        Observation end = world.observe();
        Set<SubscriptionOwner> desired = DesiredSubscriptions.of(end, end.ours()).keySet();
        end.living()
                .filter(it -> desired.contains(end.organization()) || !it.refused())
                .filter(it ->
                        !world.isAwaited(
                                desired.contains(end.organization())
                                        ? end.organization()
                                        : end.own(it.account())))
                .forEach(it ->
                        assertThat(end.ours())
                                .filteredOn(Hook::good)
                                .filteredOn(hook -> desired.contains(hook.owner()))
                                .filteredOn(hook ->
                                        hook.owner().equals(end.organization())
                                                || hook.owner().equals(end.own(it.account())))
                                .as("what serves %s", it.account())
                                .hasSize(1));
    }

    /// What nobody needs and somebody can delete is deleted before that one is let go.
    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyIsLetGoWhoCouldDeleteWhatIsGivenUp(long seed) {
        ModelCalendly world = ModelCalendly.random(new Gen(seed));

        world.settle();

        assertThat(world.leftBehind()).isEmpty();
    }

    /// However many steps fail: who was served before is served all the time.
    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyWhoStaysIsEverCutOff(long seed) {
        Gen gen = new Gen(seed);
        ModelCalendly world = ModelCalendly.random(gen);
        Set<String> before = world.served();

        for (int run = 0; run < 3; run++) {
            world.carryOutFailing(SubscriptionPlanner.plan(world.observe()), gen);
            assertThat(world.served()).as("after run %d", run).containsAll(before);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyWhoIsServedMissesAnythingWhereALookFails(long seed) {
        Gen gen = new Gen(seed);
        ModelCalendly world = ModelCalendly.random(gen);
        world.carryOut(SubscriptionPlanner.plan(world.observe()));
        world.carryOut(SubscriptionPlanner.plan(world.observe()));

        Plan plan = SubscriptionPlanner.plan(world.observeInPart(gen));

        assertThat(SubscriptionPlanner.plan(world.observe()).missing())
                .as(plan.toString())
                .containsAll(plan.missing());
    }

    /// However many looks and steps fail.
    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyWhoStaysIsEverCutOffThoughLooksFail(long seed) {
        Gen gen = new Gen(seed);
        ModelCalendly world = ModelCalendly.random(gen);
        Set<String> before = world.served();

        for (int run = 0; run < 3; run++) {
            world.carryOutFailing(SubscriptionPlanner.plan(world.observeInPart(gen)), gen);
            assertThat(world.served()).as("after run %d", run).containsAll(before);
        }
    }
}
