package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// By what an erasure finds bodies, and that it stays no longer than what it stands for.
@QuarkusTest
@TestProfile(ErasureProfile.class)
class ErasureIndexTest {

    private final Guest guest = Guest.somebodyNew();
    private final Installation installation;
    private final StubLookup lookup;
    private final Erasing erasing;

    ErasureIndexTest(Installation installation, StubLookup lookup, Erasing erasing) {
        this.installation = installation;
        this.lookup = lookup;
        this.erasing = erasing;
    }

    @Test
    void aBodyThatIsSettledIsKnownByWhomItMentions() {
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        erasing.deliver(organization, guest.contact().getBytes(UTF_8), "ignored");
        erasing.deliver(
                organization,
                "{\"event\":\"invitee.created\",\"payload\":{\"uri\":1,\"email\":\"%s\"}}"
                        .formatted(guest.address())
                        .getBytes(UTF_8),
                "dead");

        assertThat(mentioning(organization)).containsExactly("dead", "ignored", "processed");
        assertThat(installation.texts(UNKNOWN, organization.subscription())).isEmpty();
    }

    @Test
    void whatIsErasedIsGoneFromTheIndexToo() {
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        ScheduledEvent event = erasing.event(guest.body(organization, "invitee.created"));
        erasing.deliver(
                organization,
                guest.body(organization, "invitee.created.without-scheduled-event"),
                "pending");
        erasing.rest(organization);

        erasing.erase(guest).statusCode(200).body("deliveries", equalTo(2));
        lookup.answer(event.uri(), Uni.createFrom().item(Optional.of(event)));
        erasing.goOn(organization);

        erasing.awaitAll(organization, "processed");
        erasing.deliver(organization, guest.guestOf(organization), "processed");
        assertThat(mentioning(organization)).isEmpty();
        assertThat(installation.texts(UNKNOWN, organization.subscription())).isEmpty();
    }

    @Test
    void aReplayKeepsWhatIsKnown() {
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        erasing.replay();
        assertThat(mentioning(organization)).containsExactly("processed");

        erasing.erase(guest).statusCode(200).body("deliveries", equalTo(1));
        erasing.replay();
        assertThat(mentioning(organization)).isEmpty();
    }

    @Test
    void whatWasSettledBeforeIsReadAndKnownFromThenOn() {
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        installation.execute(
                "UPDATE calendly_webhook_deliveries SET mentions = NULL WHERE subscription_id = ?",
                organization.subscription());

        erasing.erase(guest).statusCode(200).body("deliveries", equalTo(1));

        assertThat(installation.texts(UNKNOWN, organization.subscription())).isEmpty();
        assertThat(mentioning(organization)).isEmpty();
    }

    @Test
    void whatNobodyIsConnectedToAnyMoreIsWorkedOffWithoutTheAddress() {
        var organization = erasing.connected(guest.tenant());
        erasing.erase(guest).statusCode(200);
        installation.execute(
                "DELETE FROM calendar_connections WHERE user_id = ?", organization.user());

        erasing.deliver(organization, guest.body(organization, "invitee.created"), "ignored");

        assertThat(mentioning(organization)).isEmpty();
    }

    private static final String UNKNOWN =
            "SELECT state FROM calendly_webhook_deliveries WHERE subscription_id = ? AND mentions IS NULL";

    private List<String> mentioning(Installation.Organization organization) {
        return installation.texts(
                "SELECT state FROM calendly_webhook_deliveries WHERE subscription_id = ?"
                        + " AND mentions @> ARRAY[calendly_address_bucket(?)] ORDER BY state",
                organization.subscription(),
                guest.address().toLowerCase(Locale.ROOT));
    }
}
