package io.advicly.calendly.webhook.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.webhook.AnswerTimes;
import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.ServiceProfile;
import io.advicly.calendly.webhook.WebhookSettings;
import io.advicly.calendly.webhook.inbox.SignedDelivery;
import io.advicly.calendly.webhook.inbox.Storing;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who is worked off when, while answers take too long for the worker to have its whole share, and
/// after that.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class FairShareTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration TOO_LONG = WorkShare.LIMIT.multipliedBy(10_000);
    private static final int NOISE = 3_000;

    /// A group, one that was under way before all were stored, and a little more.
    private static final int A_FEW_GROUPS = 3 * 64;

    private static final int MANY = 5_000;
    private static final int FEW = 20;

    private final Installation installation;
    private final Storing storing;
    private final AnswerTimes answers;
    private final ClaimPacer pacer;
    private final WebhookSettings settings;
    private final Vertx vertx;

    /// A timer, once there is one: 0 would be somebody else's.
    private long crowd = -1;

    FairShareTest(
            Installation installation,
            Storing storing,
            AnswerTimes answers,
            ClaimPacer pacer,
            WebhookSettings settings,
            Vertx vertx) {
        this.installation = installation;
        this.storing = storing;
        this.answers = answers;
        this.pacer = pacer;
        this.settings = settings;
        this.vertx = vertx;
    }

    @AfterEach
    void leave() {
        vertx.cancelTimer(crowd);
    }

    /// Thousands a second, as fast as they are answered, but few of them at the same time.
    @Test
    void howeverManyArriveTheyAreWorkedOffMeanwhileWhereFewWait() {
        // Given
        var organization = installation.connected();
        storeUntil(() -> pacer.slots() == settings.worker().concurrency());
        Iterator<SignedDelivery> all = Storing.numbered(organization, 2 * MANY).iterator();
        // When
        while (all.hasNext()) {
            storing.all(Stream.generate(all::next).limit(FEW));
        }
        // Then
        assertThat(storing.pending(organization)).isLessThan(2 * MANY * 3 / 4);
        await().atMost(LONG).until(() -> storing.pending(organization) == 0);
    }

    @Test
    void oneNoisyOrganizationDelaysNoneOfManyQuietOnes() {
        // Given
        var noisy = installation.connected();
        List<Installation.Organization> quiet =
                Stream.generate(installation::connected).limit(50).toList();
        crowd();
        storing.all(Storing.numbered(noisy, NOISE));
        // When
        storing.all(quiet.stream().flatMap(one -> Storing.numbered(one, 2)));
        // Then
        await().atMost(LONG).until(() -> quiet.stream().allMatch(one -> storing.pending(one) == 0));
        assertThat(storing.pending(noisy)).isGreaterThan(NOISE / 2);
        // When
        leave();
        // Then
        await().atMost(LONG).until(() -> storing.pending(noisy) == 0);
    }

    @Test
    void whereNotAllCanBeDoneTheOrderStays() {
        // Given
        List<Installation.Organization> all =
                Stream.generate(installation::connected).limit(10).toList();
        crowd();
        // When
        storing.all(all.stream().flatMap(one -> Storing.numbered(one, 100)));
        await().atMost(LONG).until(() -> all.stream().mapToInt(storing::pending).sum() <= 500);
        String end = installation.texts("SELECT now()::text").getFirst();
        leave();
        await().atMost(LONG).until(() -> all.stream().mapToInt(storing::pending).sum() == 0);
        // Then
        List<String> times = workedOffUntil(end, all);
        assertThat(times).hasSizeGreaterThanOrEqualTo(500);
        for (int n = 0; n < times.size(); n++) {
            assertThat(overtaking(times, n)).isLessThan(A_FEW_GROUPS);
        }
    }

    @Test
    void aBacklogIsWorkedOffByManyAtOnceWhenTheCrowdHasGone() {
        // Given
        var one = installation.connected();
        var other = installation.connected();
        crowd();
        storing.all(Storing.numbered(one, MANY));
        storing.all(Storing.numbered(other, MANY));
        assertThat(pacer.slots()).isOne();
        assertThat(storing.pending(one) + storing.pending(other)).isGreaterThan(MANY);
        // When
        leave();
        // Then
        await().atMost(LONG).until(() -> pacer.slots() > 1 || storing.pending(other) == 0);
        assertThat(pacer.slots()).isGreaterThan(1);
        await().atMost(LONG).until(() -> storing.pending(one) == 0 && storing.pending(other) == 0);
    }

    /// Answers take too long, until told to [#leave].
    private void crowd() {
        crowd = vertx.setPeriodic(5, timer -> answers.answered(1, TOO_LONG));
        storeUntil(() -> pacer.slots() == 1 && pacer.most() == settings.worker().group());
    }

    /// One delivery after the other.
    private void storeUntil(Callable<Boolean> reached) {
        var organization = installation.connected();
        Iterator<SignedDelivery> all = Storing.numbered(organization, 100_000).iterator();
        await().atMost(LONG)
                .until(() -> {
                    storing.all(Stream.of(all.next()));
                    return reached.call();
                });
    }

    /// In the order of turns.
    private List<String> workedOffUntil(String end, List<Installation.Organization> all) {
        return installation.texts(
                """
                SELECT processed_at::text FROM calendly_webhook_deliveries
                WHERE subscription_id IN (%s) AND processed_at <= '%s'
                ORDER BY greatest(turn, due_at)
                """
                        .formatted(
                                all.stream()
                                        .map(one -> "'" + one.subscription() + "'")
                                        .collect(Collectors.joining(",")),
                                end));
    }

    /// How many had a later turn than the nth and were worked off before it.
    private static long overtaking(List<String> times, int nth) {
        return times.stream().skip(nth).filter(time -> time.compareTo(times.get(nth)) < 0).count();
    }
}
