package io.advicly.calendly.subscription.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.subscription.SweepSettings;
import io.advicly.calendly.subscription.claim.HeldClaims;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.plan.Observation;
import io.advicly.calendly.subscription.plan.SubscriptionPlanner;
import io.advicly.calendly.subscription.record.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckScheduleTest {

    private static final Instant NOW = Instant.parse("2026-02-01T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Member ADA = Situations.admin("ada");

    private final CheckSchedule schedule =
            new CheckSchedule(new Settings(), Duration.ofMinutes(1), 0.5);

    private record Settings() implements SweepSettings {

        @Override
        public Duration every() {
            return Duration.ofSeconds(15);
        }

        @Override
        public Duration checkEvery() {
            return HOUR;
        }

        @Override
        public int spreadPercent() {
            return 10;
        }

        @Override
        public int lanes() {
            return 1;
        }

        @Override
        public int batch() {
            return 1;
        }
    }

    private static final class Limited extends RuntimeException implements TryAgain {

        @Override
        public Duration retryAfter() {
            return Duration.ofMinutes(10);
        }
    }

    @Test
    void triesAgainSoonAndThenLessAndLessOften() {
        assertThat(schedule.afterFailure(0, null)).isEqualTo(Duration.ofSeconds(15));
        assertThat(schedule.afterFailure(1, null)).isEqualTo(Duration.ofSeconds(30));
        assertThat(schedule.afterFailure(7, null)).isEqualTo(Duration.ofMinutes(32));
        assertThat(schedule.afterFailure(8, null)).isEqualTo(HOUR);
        assertThat(schedule.afterFailure(1_000, null)).isEqualTo(HOUR);
    }

    @Test
    void waitsAsLongAsCalendlyAsks() {
        assertThat(schedule.afterFailure(0, new Limited())).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void spreadsTheChecks() {
        assertThat(new CheckSchedule(new Settings(), HOUR, 0).afterFailure(8, null))
                .isEqualTo(Duration.ofMinutes(54));
        assertThat(new CheckSchedule(new Settings(), HOUR, 1).afterFailure(8, null))
                .isEqualTo(Duration.ofMinutes(66));
    }

    @Test
    void looksAgainAfterAnHourWhereAllIsWell() {
        Subscription good = Situations.row("good", Situations.ACME, ADA);

        assertThat(after(List.of(ADA), List.of(good), null)).isEqualTo(HOUR);
    }

    @Test
    void looksAgainSoonWhileCalendlyRetries() {
        Subscription good = Situations.row("good", Situations.ACME, ADA);

        assertThat(after(List.of(ADA), List.of(good), NOW)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void looksAgainWhenACreateCannotArriveAnyMore() {
        Subscription sent = Situations.onItsWay(Situations.ACME, ADA);

        assertThat(after(List.of(Situations.closing(ADA)), List.of(sent), null))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void neverLooksAgainOnceNobodyIsLeft() {
        Subscription old = Situations.row("old", Situations.ACME, ADA);

        assertThat(after(List.of(), List.of(), null)).isNull();
        assertThat(after(List.of(Situations.closing(ADA)), List.of(old), null)).isNull();
    }

    /// Chance has no say in it: a look before that would be in vain.
    @Test
    void looksAgainWhenTheFirstWaitIsOver() {
        List<Instant> waits = List.of(NOW.plus(HOUR.multipliedBy(9)), NOW.plusSeconds(240));
        CheckSchedule early = new CheckSchedule(new Settings(), HOUR, 0);

        assertThat(after(early, List.of(ADA), List.of(), null, waits))
                .isEqualTo(Duration.ofMinutes(4));
        assertThat(after(early, List.of(ADA), List.of(), null, waits.subList(0, 1)))
                .isEqualTo(Duration.ofMinutes(54));
    }

    private @Nullable Duration after(
            List<Member> members, List<Subscription> held, @Nullable Instant retrying) {
        return after(schedule, members, held, retrying, List.of());
    }

    private static @Nullable Duration after(
            CheckSchedule schedule,
            List<Member> members,
            List<Subscription> held,
            @Nullable Instant retrying,
            List<Instant> waits) {
        Observation seen =
                Situations.of(
                        members,
                        held,
                        Map.of(
                                Situations.ACME,
                                held.stream()
                                        .filter(row -> row.webhookUri() != null)
                                        .map(row -> Situations.retrying(row, retrying))
                                        .toList()));
        OrganizationClaim claim =
                new OrganizationClaim(
                        Situations.ORGANIZATION, UUID.randomUUID(), 1, 0, NOW, null, Map.of());
        Run run = new Run(claim, HeldClaims.of(claim), Duration.ofMinutes(1));
        return schedule.afterSuccess(run, seen, SubscriptionPlanner.plan(seen), waits);
    }
}
