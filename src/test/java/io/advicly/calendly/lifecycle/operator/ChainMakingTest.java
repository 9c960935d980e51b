package io.advicly.calendly.lifecycle.operator;

import static io.advicly.calendly.lifecycle.operator.DiagnosticianTest.NOW;
import static io.advicly.calendly.lifecycle.operator.DiagnosticianTest.QUIET;
import static io.advicly.calendly.lifecycle.operator.DiagnosticianTest.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The chain says where it breaks first, what only follows from that, and what mends it.
class ChainMakingTest {

    private static final Sent NOTHING = new Sent(null, List.of());
    private static final Instant LONG_AGO = NOW.minusSeconds(3_600);

    @Test
    void nothingIsBrokenForSomebodyWhoIsWell() {
        Chain chain = make(ConnectionStatus.ACTIVE, QUIET, NOTHING);

        assertThat(chain.ok()).isTrue();
        assertThat(chain.broken()).isNull();
        assertThat(chain.links()).allSatisfy(it -> assertThat(it.mends()).isEmpty());
        assertThat(chain.links().getLast().step()).isEqualTo("sent");
    }

    @Test
    void whatFollowsFromTheGrantIsNotBlamed() {
        Chain chain = make(ConnectionStatus.NEEDS_RECONNECT, QUIET, NOTHING);

        assertThat(chain.broken()).isEqualTo("grant");
        assertThat(chain.says()).contains("connect again");
        assertThat(link(chain, "subscription").ok()).isFalse();
        assertThat(link(chain, "subscription").follows()).isTrue();
        assertThat(link(chain, "grant").follows()).isFalse();
        assertThat(actions(chain, "grant")).containsExactly("reconnect");
    }

    @Test
    void whatWasGivenUpIsNotTheGrantsFault() {
        Facts.Inbox dead = new Facts.Inbox(null, 3, null);

        Chain chain = make(ConnectionStatus.NEEDS_RECONNECT, dead, NOTHING);

        assertThat(link(chain, "projection").follows()).isFalse();
        assertThat(actions(chain, "projection")).containsExactly("replay");
        assertThat(link(chain, "projection").mends().getFirst().says()).contains("dead");
    }

    @Test
    void whatADestinationHasNotHadBreaksTheLastLink() {
        Chain chain =
                make(ConnectionStatus.ACTIVE, QUIET, sent(LONG_AGO, to(false, null, "Status 500")));

        assertThat(chain.broken()).isEqualTo("sent");
        assertThat(chain.says()).contains("https://product.test/events", "Status 500");
        assertThat(actions(chain, "sent")).containsExactly("destination");
    }

    @Test
    void aHeldDestinationSaysThatSomebodyHasToResumeIt() {
        assertThat(
                        make(
                                        ConnectionStatus.ACTIVE,
                                        QUIET,
                                        sent(NOW, to(false, LONG_AGO, "Status 500")))
                                .says())
                .contains("held", "resume");
    }

    @Test
    void whatIsBeingSentBreaksNothing() {
        assertThat(make(ConnectionStatus.ACTIVE, QUIET, sent(NOW, to(false, null, null))).ok())
                .isTrue();
        assertThat(make(ConnectionStatus.ACTIVE, QUIET, sent(LONG_AGO, to(true, null, null))).ok())
                .isTrue();
        assertThat(make(ConnectionStatus.ACTIVE, QUIET, sent(LONG_AGO)).ok()).isTrue();
    }

    private static Chain make(ConnectionStatus status, Facts.Inbox inbox, Sent sent) {
        Facts facts =
                DiagnosticianTest.facts(
                        DiagnosticianTest.connection(status, null, null),
                        DiagnosticianTest.subscription(SubscriptionState.ACTIVE),
                        inbox,
                        READ);
        return ChainMaking.make(facts, Diagnostician.examine(facts), sent);
    }

    private static Sent sent(Instant at, Sent.To... to) {
        return new Sent(new Sent.Told(7, "meeting.booked", "meeting:1", at), List.of(to));
    }

    private static Sent.To to(boolean delivered, @Nullable Instant heldAt, @Nullable String error) {
        return new Sent.To(
                UUID.randomUUID(),
                "https://product.test/events",
                false,
                heldAt,
                error == null ? null : LONG_AGO,
                error,
                delivered,
                delivered ? LONG_AGO : null,
                null);
    }

    private static List<String> actions(Chain chain, String step) {
        return link(chain, step).mends().stream().map(Chain.Mend::action).toList();
    }

    private static Chain.Link link(Chain chain, String step) {
        return chain.links().stream()
                .filter(it -> it.step().equals(step))
                .findFirst()
                .orElseThrow();
    }
}
