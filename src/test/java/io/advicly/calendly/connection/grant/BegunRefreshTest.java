package io.advicly.calendly.connection.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.TestGrants;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// A refresh that was begun, and of which nobody has written how it ended: its process may be dead,
/// and the call under way at Calendly all the same. The token rests until that is certainly over.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BegunRefreshTest {

    private final Grants grants;
    private final Connections connections;

    BegunRefreshTest(Grants grants, Connections connections) {
        this.grants = grants;
        this.connections = connections;
    }

    @Test
    void nobodyElseUsesTheTokenMeanwhile() {
        StoredGrant grant = stored();

        assertThat(announced(grant)).isTrue();

        assertThat(announced(grant)).isFalse();
        assertThat(announced(again(grant))).isFalse();
    }

    @Test
    void ofManyWhoBelieveThatItIsTheirTurnOneMakesTheCall() {
        StoredGrant grant = stored();
        List<Callable<Boolean>> calls = Collections.nCopies(10, () -> announced(grant));

        assertThat(Collections.frequency(Crowd.all(10, calls), true)).isEqualTo(1);
    }

    @Test
    void itIsTriedOnceMoreWhenTheCallIsOverAndCountsAsUnanswered() {
        StoredGrant grant = stored();
        assertThat(announced(grant)).isTrue();

        pass(grant, "2 minutes");

        StoredGrant later = again(grant);
        assertThat(later.unanswered()).isEqualTo(1);
        assertThat(announced(later)).isTrue();
        assertThat(again(grant).unanswered()).isEqualTo(2);
    }

    @Test
    void oneThatHasEndedKeepsNobodyWaiting() {
        StoredGrant grant = stored();
        assertThat(announced(grant)).isTrue();

        done(() -> grants.failed(grant, refused(), Duration.ZERO));

        assertThat(announced(again(grant))).isTrue();
        assertThat(done(() -> grants.replace(grant, TestGrants.of("next", null, null)))).isTrue();
        assertThat(announced(again(grant))).isTrue();
    }

    @Test
    void whoeverHasSeenAnOlderGrantMakesNoCall() {
        StoredGrant grant = stored();
        assertThat(done(() -> grants.replace(grant, TestGrants.of("next", null, null)))).isTrue();

        assertThat(announced(grant)).isFalse();
    }

    private static CalendlyFailure refused() {
        return new CalendlyFailure.Unavailable(
                new CalendlyAnswer(503, "Away", "Away for tests", List.of(), null), false, null);
    }

    /// Long after the call has begun.
    private static void pass(StoredGrant grant, String time) {
        Dump.execute(
                "UPDATE calendar_connections SET refresh_begun_at = refresh_begun_at - interval '%s' WHERE id = '%s'"
                        .formatted(time, grant.connectionId()));
    }

    private StoredGrant stored() {
        Caller owner = new Caller("default", "begun-" + UUID.randomUUID());
        ConsentCode code =
                new ConsentCode(
                        owner,
                        SecretString.of("code"),
                        SecretString.of("verifier"),
                        URI.create("http://localhost/callback"),
                        () -> Uni.createFrom().item(true));
        Connection connection =
                done(() ->
                                connections.storeGrant(
                                        code, TestGrants.of(null, null), Duration.ofHours(1)))
                        .orElseThrow();
        return done(() -> grants.find(connection.id())).orElseThrow();
    }

    private StoredGrant again(StoredGrant grant) {
        return done(() -> grants.find(grant.connectionId())).orElseThrow();
    }

    private boolean announced(StoredGrant grant) {
        return done(() ->
                grants.announceCall(grant)
                        .replaceWith(true)
                        .onFailure(RefreshPostponedException.class)
                        .recoverWithItem(false));
    }

    private static <T> T done(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
