package io.advicly.calendly.subscription.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.testing.Gen;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who does what one grant cannot do right now.
class StandInsTest {

    private static final Member ADA = Situations.admin("ada");
    private static final Member ALAN = Situations.admin("alan");
    private static final Member MIA = Situations.plain("mia");

    static Stream<Long> seeds() {
        return Gen.seeds(500);
    }

    /// Whatever the organization is like: as long as one who may has a grant that can be used,
    /// nobody is asked to create whose grant cannot.
    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsCreatedWithAGrantInTroubleWhereAnotherWouldDo(long seed) {
        Gen gen = new Gen(seed);
        Observation all = ModelCalendly.random(gen).observe();
        Set<UUID> limited = new HashSet<>();
        all.members().stream()
                .filter(it -> gen.chance())
                .forEach(it -> limited.add(it.connection()));

        Plan plan =
                SubscriptionPlanner.plan(
                        Situations.of(
                                StandIns.among(all.members(), limited::contains),
                                all.held(),
                                all.listed()));

        plan.steps().stream()
                .filter(Step.Create.class::isInstance)
                .map(Step.Create.class::cast)
                .filter(it -> limited.contains(it.carrier()))
                .forEach(it ->
                        assertThat(all.living())
                                .filteredOn(other ->
                                        !other.refused() && !limited.contains(other.connection()))
                                .filteredOn(other -> may(other, it.owner()))
                                .as("who could create %s", it)
                                .isEmpty());
    }

    /// One after the other fails: each who may is tried once, and then it is over.
    @ParameterizedTest
    @MethodSource("seeds")
    void eachWhoMayIsTriedOnce(long seed) {
        Gen gen = new Gen(seed);
        Observation all = ModelCalendly.random(gen).observe();
        Set<UUID> limited = new HashSet<>();
        boolean goesOn = true;
        while (goesOn) {
            Observation seen =
                    Situations.of(
                            StandIns.among(all.members(), limited::contains),
                            all.held(),
                            all.listed());
            List<Step.Create> creates =
                    SubscriptionPlanner.plan(seen).steps().stream()
                            .filter(Step.Create.class::isInstance)
                            .map(Step.Create.class::cast)
                            .toList();
            int before = limited.size();
            creates.forEach(it -> limited.add(it.carrier()));
            goesOn =
                    creates.stream().anyMatch(it -> StandIns.isOneFor(it, seen, limited::contains));
            assertThat(limited.size() > before || !goesOn).isTrue();
        }
    }

    @Test
    void anotherAdminCreatesWhatTheCarrierIsNotAnsweredFor() {
        Step.Create failed = new Step.Create(Situations.ACME, ADA.connection(), null);
        Observation seen = seen(ADA, ALAN, MIA);

        assertThat(StandIns.isOneFor(failed, seen, ADA.connection()::equals)).isTrue();
        assertThat(StandIns.isOneFor(failed, seen, it -> false)).isFalse();
        assertThat(StandIns.isOneFor(failed, seen(ADA, MIA), ADA.connection()::equals)).isFalse();
        assertThat(StandIns.isOneFor(failed, seen(ADA, ALAN.notAsked()), ADA.connection()::equals))
                .isFalse();
        assertThat(StandIns.among(List.of(ADA, ALAN), ADA.connection()::equals))
                .containsExactly(ADA.notAsked(), ALAN);
        assertThat(StandIns.among(List.of(ADA, MIA), ADA.connection()::equals))
                .containsExactly(ADA, MIA);
    }

    private static boolean may(Member member, SubscriptionOwner owner) {
        return switch (owner) {
            case SubscriptionOwner.Organization _ -> member.isAdmin();
            case SubscriptionOwner.Member own -> member.has(own.userUri());
        };
    }

    private static Observation seen(Member... members) {
        return Situations.of(List.of(members), List.of(), Map.of());
    }
}
