package io.advicly.calendly.subscription.plan;

import static io.advicly.calendly.subscription.knowledge.Situations.ACME;
import static io.advicly.calendly.subscription.knowledge.Situations.EVENTS;
import static io.advicly.calendly.subscription.knowledge.Situations.admin;
import static io.advicly.calendly.subscription.knowledge.Situations.closing;
import static io.advicly.calendly.subscription.knowledge.Situations.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.record.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is planned where Calendly describes a subscription in another way than we do, or in none
/// that we understand.
class DescribedOtherwiseTest {

    private static final Member ADA = admin("ada");

    @Test
    void leavesAloneWhatCalendlyListsAndCannotBeRead() {
        Subscription serving = row("serving", ACME, ADA);
        Subscription sent = Situations.intent(ACME, ADA);

        Plan byUri = unclear(List.of(ADA), serving, serving.webhookUri(), null);
        Plan byAddress = unclear(List.of(ADA), sent, null, sent.callbackUrl());

        assertThat(byUri.steps()).isEmpty();
        assertThat(byAddress.steps()).isEmpty();
        assertThat(byUri.open())
                .containsExactly(
                        "What Calendly lists as the organization's subscription cannot be read.");
    }

    /// A replacement would be described in just the same way.
    @Test
    void keepsWhatCalendlyDescribedOtherwiseWhenItWasCreated() {
        Subscription asked = row("told", ACME, ADA);
        WebhookSubscription told = renamed(asked, "https://edge.example.com/in/told");
        Subscription known =
                Situations.told(asked, AsTold.of(Set.copyOf(EVENTS), asked.callbackUrl(), told));
        WebhookSubscription elsewhere = renamed(asked, "https://edge.example.com/in/other");

        assertThat(plan(List.of(ADA), List.of(known), Map.of(ACME, List.of(told))).steps())
                .containsExactly(new Step.Keep(ACME, known.id(), "told", ADA.connection(), null));
        assertThat(plan(List.of(ADA), List.of(asked), Map.of(ACME, List.of(told))).steps())
                .contains(new Step.Create(ACME, ADA.connection(), null));
        assertThat(plan(List.of(ADA), List.of(known), Map.of(ACME, List.of(elsewhere))).steps())
                .contains(new Step.Create(ACME, ADA.connection(), null));
    }

    /// What is created anew would be listed so too: each look would replace it, for ever.
    @Test
    void keepsWhatIsListedOtherwiseThanItWasAnsweredWhenItWasCreatedAsItIsWantedNow() {
        Subscription asked = row("told", ACME, ADA);
        Subscription known = Situations.told(asked, answered(asked, Set.copyOf(EVENTS)));
        Subscription other = Situations.told(asked, answered(asked, Set.of("invitee.created")));
        WebhookSubscription listed = renamed(asked, asked.callbackUrl());
        WebhookSubscription moved = renamed(asked, "https://edge.example.com/in/told");

        assertThat(plan(List.of(ADA), List.of(known), Map.of(ACME, List.of(listed))).steps())
                .containsExactly(new Step.Keep(ACME, known.id(), "told", ADA.connection(), null));
        assertThat(plan(List.of(ADA), List.of(known), Map.of(ACME, List.of(moved))).steps())
                .containsExactly(new Step.Keep(ACME, known.id(), "told", ADA.connection(), null));
        assertThat(plan(List.of(ADA), List.of(other), Map.of(ACME, List.of(listed))).steps())
                .contains(new Step.Create(ACME, ADA.connection(), null));
    }

    private static @Nullable String answered(Subscription row, Set<String> events) {
        return AsTold.of(
                events,
                row.callbackUrl(),
                new WebhookSubscription(
                        String.valueOf(row.webhookUri()),
                        row.callbackUrl(),
                        row.owner(),
                        List.copyOf(events),
                        true,
                        null,
                        row.createdAt()));
    }

    @Test
    void keepsWhatIsOnlySpelledOtherwise() {
        Subscription row = row("good", ACME, ADA);
        WebhookSubscription seen =
                new WebhookSubscription(
                        "good",
                        row.callbackUrl().replace("https://hooks", "https://HOOKS"),
                        ACME,
                        EVENTS,
                        true,
                        null,
                        null);

        assertThat(plan(List.of(ADA), List.of(row), Map.of(ACME, List.of(seen))).steps())
                .containsExactly(new Step.Keep(ACME, row.id(), "good", ADA.connection(), null));
    }

    private static WebhookSubscription renamed(Subscription row, String address) {
        return new WebhookSubscription(
                String.valueOf(row.webhookUri()),
                address,
                row.owner(),
                List.of("invitee.booked", "invitee.canceled"),
                true,
                null,
                row.createdAt());
    }

    @Test
    void deletesWhatCannotBeReadOnceNobodyStays() {
        Subscription serving = row("serving", ACME, ADA);

        assertThat(unclear(List.of(closing(ADA)), serving, serving.webhookUri(), null).steps())
                .containsExactly(
                        new Step.Delete(
                                ACME, "serving", serving.id(), List.of(ADA.connection()), Set.of()),
                        new Step.LetGo(ADA.connection(), Set.of("serving")));
    }

    @Test
    void somebodyElsesThatCannotBeReadKeepsNobodyFromBeingServed() {
        Plan plan = unclear(List.of(ADA), null, "foreign", "https://other.example.com/x");

        assertThat(plan.steps()).containsExactly(new Step.Create(ACME, ADA.connection(), null));
    }

    private static Plan unclear(
            List<Member> members,
            @Nullable Subscription held,
            @Nullable String uri,
            @Nullable String callbackUrl) {
        return SubscriptionPlanner.plan(
                Situations.of(
                        members,
                        held == null ? List.of() : List.of(held),
                        Map.of(ACME, List.of()),
                        List.of(new ListedSubscription.Unreadable(uri, callbackUrl))));
    }

    private static Plan plan(
            List<Member> members,
            List<Subscription> held,
            Map<SubscriptionOwner, List<WebhookSubscription>> listed) {
        return SubscriptionPlanner.plan(Situations.of(members, held, listed));
    }
}
