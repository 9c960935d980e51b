package io.advicly.calendly.lifecycle.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.InsufficientConsent;
import io.advicly.calendly.connection.RefreshTrouble;
import io.advicly.calendly.connection.organization.OrganizationStatus;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each link of the chain, broken alone.
class DiagnosticianTest {

    static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final OrganizationStatus LOOKED_AT =
            new OrganizationStatus(LATER, null, null, "all reached", null);
    static final Facts.Inbox QUIET = new Facts.Inbox(null, 0, null);
    static final Facts.Sync READ = new Facts.Sync("done", NOW, null, null, LATER, 7);

    @Test
    void allHoldsForSomebodyWhoIsWell() {
        Diagnosis diagnosis = Diagnostician.examine(well());

        assertThat(diagnosis.steps()).allMatch(Diagnosis.Step::ok);
        assertThat(diagnosis.steps())
                .extracting(Diagnosis.Step::step)
                .containsExactly(
                        "grant",
                        "scope",
                        "role",
                        "plan",
                        "subscription",
                        "last_delivery",
                        "projection",
                        "sync");
    }

    @ParameterizedTest
    @EnumSource(value = ConnectionStatus.class, names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void nothingArrivesWithoutALivingGrant(ConnectionStatus status) {
        Diagnosis.Step grant =
                step(
                        facts(
                                connection(status, null, null),
                                subscription(SubscriptionState.ACTIVE),
                                QUIET,
                                READ),
                        "grant");

        assertThat(grant.ok()).isFalse();
        assertThat(grant.says()).containsIgnoringCase("connect");
    }

    @Test
    void aGrantThatIsNotRenewedSaysWhenItIsTriedAgain() {
        RefreshTrouble trouble = new RefreshTrouble(NOW, "invalid_client", true, LATER);

        Diagnosis.Step grant =
                step(
                        facts(
                                connection(ConnectionStatus.ACTIVE, trouble, null),
                                subscription(SubscriptionState.ACTIVE),
                                QUIET,
                                READ),
                        "grant");

        assertThat(grant.ok()).isFalse();
        assertThat(grant.says()).contains("invalid_client");
        assertThat(grant.since()).isEqualTo(NOW);
        assertThat(grant.nextAt()).isEqualTo(LATER);
    }

    @Test
    void aMissingScopeIsNamed() {
        InsufficientConsent refused =
                new InsufficientConsent(
                        InsufficientConsent.Cause.SCOPE, "scheduled_events:read is missing", null);

        Diagnosis.Step scope =
                step(
                        facts(
                                connection(ConnectionStatus.ACTIVE, null, refused),
                                subscription(SubscriptionState.ACTIVE),
                                QUIET,
                                READ),
                        "scope");

        assertThat(scope.ok()).isFalse();
        assertThat(scope.says())
                .contains("scheduled_events:read is missing")
                .contains("connect again");
    }

    @Test
    void aPlanThatAllowsNoWebhooksIsSaid() {
        Facts facts =
                facts(
                        connection(ConnectionStatus.ACTIVE, null, null),
                        subscription(SubscriptionState.PLAN_NOT_ALLOWED),
                        QUIET,
                        READ);

        assertThat(step(facts, "plan").ok()).isFalse();
        assertThat(step(facts, "plan").nextAt()).isEqualTo(LATER);
        assertThat(step(facts, "subscription").ok()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = SubscriptionState.class, names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void aSubscriptionThatDoesNotDeliverIsSaidToBeWhatItIs(SubscriptionState state) {
        Diagnosis.Step step =
                step(
                        facts(
                                connection(ConnectionStatus.ACTIVE, null, null),
                                subscription(state),
                                QUIET,
                                READ),
                        "subscription");

        assertThat(step.ok()).isFalse();
        assertThat(step.nextAt()).isEqualTo(LATER);
    }

    @Test
    void deliveriesThatWaitForLongAreAProblemAndFreshOnesAreNot() {
        assertThat(step(waitingSince(NOW.minusSeconds(5)), "projection").ok()).isTrue();
        assertThat(step(waitingSince(NOW.minusSeconds(65)), "projection").ok()).isFalse();
    }

    @Test
    void deliveriesThatWereGivenUpAreCounted() {
        Facts facts =
                facts(
                        connection(ConnectionStatus.ACTIVE, null, null),
                        subscription(SubscriptionState.ACTIVE),
                        new Facts.Inbox(null, 12, null),
                        READ);

        assertThat(step(facts, "projection").ok()).isFalse();
        assertThat(step(facts, "projection").says()).startsWith("12 deliveries");
    }

    @Test
    void aSyncThatFailedSaysWhy() {
        Facts facts =
                facts(
                        connection(ConnectionStatus.ACTIVE, null, null),
                        subscription(SubscriptionState.ACTIVE),
                        QUIET,
                        new Facts.Sync("failed", NOW, "Calendly answers 500.", null, LATER, 0));

        assertThat(step(facts, "sync").ok()).isFalse();
        assertThat(step(facts, "sync").says())
                .isEqualTo("The calendar could not be read: Calendly answers 500.");
        assertThat(step(facts, "sync").nextAt()).isEqualTo(LATER);
    }

    private static Facts waitingSince(Instant since) {
        return facts(
                connection(ConnectionStatus.ACTIVE, null, null),
                subscription(SubscriptionState.ACTIVE),
                new Facts.Inbox(
                        new Facts.Last(since, null, "pending", "no grant to read with", LATER),
                        0,
                        since),
                READ);
    }

    /// A person reads them.
    @Test
    void timesInSentencesAreToTheSecond() {
        Instant fraction = NOW.plusNanos(123_456_000);
        Facts.Last last = new Facts.Last(fraction, "invitee.created", "processed", null, null);

        Diagnosis diagnosis =
                Diagnostician.examine(
                        facts(
                                connection(ConnectionStatus.ACTIVE, null, null),
                                subscription(SubscriptionState.ACTIVE),
                                new Facts.Inbox(last, 0, null),
                                READ));

        assertThat(diagnosis.steps())
                .extracting(Diagnosis.Step::says)
                .anyMatch(it -> it.contains("2026-02-01T12:00:00Z"))
                .noneMatch(it -> it.contains("123456"));
    }

    private static Diagnosis.Step step(Facts facts, String name) {
        return Diagnostician.examine(facts).steps().stream()
                .filter(step -> step.step().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Facts well() {
        return facts(
                connection(ConnectionStatus.ACTIVE, null, null),
                subscription(SubscriptionState.ACTIVE),
                QUIET,
                READ);
    }

    static Facts facts(
            Connection connection, Subscription serving, Facts.Inbox inbox, Facts.Sync sync) {
        boolean delivers = serving.state() == SubscriptionState.ACTIVE;
        return new Facts(
                NOW,
                connection,
                new Facts.Shown(delivers ? "active" : "degraded", null),
                Optional.of(serving),
                LOOKED_AT,
                new Facts.Token(LATER.plusNanos(123_456_000), NOW, LATER, "users:read"),
                new Facts.Account("ADMIN", NOW),
                inbox,
                sync);
    }

    static Connection connection(
            ConnectionStatus status,
            @Nullable RefreshTrouble trouble,
            @Nullable InsufficientConsent refused) {
        return new Connection(
                UUID.randomUUID(),
                new Caller("default", "olivia"),
                null,
                status,
                null,
                status == ConnectionStatus.ACTIVE,
                null,
                true,
                1,
                null,
                NOW,
                new Connection.SyncState("done", NOW, null),
                trouble,
                refused);
    }

    static Subscription subscription(SubscriptionState state) {
        return new Subscription(
                UUID.randomUUID(),
                new SubscriptionOwner.Organization("https://api.calendly.com/organizations/o"),
                null,
                "https://connect.example/api/calendly/webhooks/t",
                state,
                true,
                true,
                null,
                Subscription.Creation.ANSWERED,
                false,
                LATER,
                null,
                NOW,
                NOW,
                null);
    }
}
