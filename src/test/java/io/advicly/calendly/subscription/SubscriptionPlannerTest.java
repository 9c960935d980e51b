package io.advicly.calendly.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.calendly.WebhookSubscription;
import io.advicly.calendly.testing.Gen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubscriptionPlannerTest {

    private static final CallbackUrls URLS = new CallbackUrls("https://hooks.example.com");
    private static final SubscriptionOwner ACME =
            new SubscriptionOwner.Organization("https://api.calendly.com/organizations/ACME");
    private static final SubscriptionOwner ADA =
            new SubscriptionOwner.Member(
                    "https://api.calendly.com/organizations/ACME",
                    "https://api.calendly.com/users/ADA");
    private static final List<String> EVENTS = List.of("invitee.created", "invitee.canceled");

    @Test
    void createsWhereThereIsNothing() {
        assertThat(plan(List.of(), Set.of())).containsExactly(new Step.Create(ACME));
    }

    @Test
    void keepsAGoodOneAndDeletesTheRestOfOurs() {
        WebhookSubscription good = subscription("good", url("a"), ACME, true, 2);
        WebhookSubscription stale = subscription("stale", url("b"), ACME, true, 1);
        WebhookSubscription foreign =
                subscription("foreign", "https://other.example.com/hook", ACME, true, 3);

        assertThat(plan(List.of(stale, foreign, good), Set.of(url("a"))))
                .containsExactly(new Step.Keep(good), new Step.Delete(stale));
    }

    @Test
    void replacesADisabledOne() {
        WebhookSubscription disabled = subscription("old", url("a"), ACME, false, 1);

        assertThat(plan(List.of(disabled), Set.of(url("a"))))
                .containsExactly(new Step.Create(ACME), new Step.Delete(disabled));
    }

    @Test
    void replacesOneWhoseKeyWeDoNotHold() {
        WebhookSubscription lost = subscription("lost", url("a"), ACME, true, 1);

        assertThat(plan(List.of(lost), Set.of()))
                .containsExactly(new Step.Create(ACME), new Step.Delete(lost));
    }

    @Test
    void replacesOneOfAnotherScope() {
        WebhookSubscription own = subscription("own", url("a"), ADA, true, 1);

        assertThat(plan(List.of(own), Set.of(url("a"))))
                .containsExactly(new Step.Create(ACME), new Step.Delete(own));
    }

    @Test
    void replacesOneThatLacksAnEvent() {
        WebhookSubscription narrow =
                new WebhookSubscription(
                        "narrow", url("a"), ACME, List.of("invitee.created"), true, null, null);

        assertThat(plan(List.of(narrow), Set.of(url("a"))))
                .containsExactly(new Step.Create(ACME), new Step.Delete(narrow));
    }

    @Test
    void keepsTheNewestOfSeveralGoodOnes() {
        WebhookSubscription older = subscription("z", url("a"), ACME, true, 1);
        WebhookSubscription newer = subscription("a", url("b"), ACME, true, 2);

        assertThat(plan(List.of(newer, older), Set.of(url("a"), url("b"))))
                .containsExactly(new Step.Keep(newer), new Step.Delete(older));
    }

    static Stream<Long> seeds() {
        return Gen.seeds(500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leavesExactlyOneGoodOneAndAllForeignOnes(long seed) {
        Gen gen = new Gen(seed);
        List<WebhookSubscription> listed = generate(gen);
        Set<String> held =
                Set.copyOf(
                        listed.stream()
                                .map(WebhookSubscription::callbackUrl)
                                .filter(_ -> gen.chance())
                                .toList());

        List<Step> steps = plan(listed, held);
        List<WebhookSubscription> after = apply(listed, steps);

        assertThat(after.stream().filter(it -> URLS.covers(it.callbackUrl()))).hasSize(1);
        assertThat(after)
                .containsAll(listed.stream().filter(it -> !URLS.covers(it.callbackUrl())).toList());
        Set<String> heldAfter =
                Set.copyOf(
                        after.stream()
                                .map(WebhookSubscription::callbackUrl)
                                .filter(url -> held.contains(url) || url.endsWith("/created"))
                                .toList());
        assertThat(plan(after, heldAfter)).singleElement().isInstanceOf(Step.Keep.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void deletesNothingBeforeAGoodOneIsThere(long seed) {
        Gen gen = new Gen(seed);
        List<Step> steps = plan(generate(gen), Set.of(url("held")));

        assertThat(steps.getFirst()).isNotInstanceOf(Step.Delete.class);
        assertThat(steps.subList(1, steps.size())).allMatch(Step.Delete.class::isInstance);
    }

    private static List<WebhookSubscription> generate(Gen gen) {
        List<WebhookSubscription> all = new ArrayList<>();
        int size = gen.upTo(12);
        for (int i = 0; i < size; i++) {
            String url = gen.chance() ? url("t" + i) : "https://other.example.com/" + i;
            all.add(
                    subscription(
                            "s" + i,
                            url,
                            gen.oneOf(List.of(ACME, ADA)),
                            gen.chance(),
                            gen.upTo(3)));
        }
        return all;
    }

    private static List<WebhookSubscription> apply(
            List<WebhookSubscription> listed, List<Step> steps) {
        List<WebhookSubscription> after = new ArrayList<>(listed);
        for (Step step : steps) {
            switch (step) {
                case Step.Keep keep -> assertThat(after).contains(keep.subscription());
                case Step.Create create ->
                        after.add(subscription("new", url("created"), create.owner(), true, 99));
                case Step.Delete delete -> assertThat(after.remove(delete.subscription())).isTrue();
            }
        }
        return after;
    }

    private static List<Step> plan(List<WebhookSubscription> listed, Set<String> held) {
        return SubscriptionPlanner.plan(
                new Situation(URLS, ACME, Set.copyOf(EVENTS), listed, held));
    }

    private static String url(String token) {
        return URLS.of(token).toString();
    }

    private static WebhookSubscription subscription(
            String uri, String url, SubscriptionOwner owner, boolean active, int day) {
        Instant created = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
        return new WebhookSubscription(uri, url, owner, EVENTS, active, null, created);
    }
}
