package io.advicly.calendly.calendly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// What the tests of this package call with, and how they wait for the answer.
final class Calls {

    static final Access ACCESS = Access.with(SecretString.of("sim_at_secret"));
    static final SecretString REFRESH = SecretString.of("sim_rt_secret");
    static final SubscriptionOwner OWNER = new SubscriptionOwner.Organization(Bodies.ORGANIZATION);
    static final NewSubscription SUBSCRIPTION =
            new NewSubscription(
                    OWNER,
                    URI.create("https://hooks.example.test/1"),
                    List.of("invitee.created"),
                    SecretString.of("key"));

    private Calls() {}

    static <T> T await(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(60));
    }

    static <T> List<T> list(Multi<T> call) {
        return await(call.collect().asList());
    }

    static CalendlyFailure.Unavailable unavailable(Uni<?> call) {
        return failure(CalendlyFailure.Unavailable.class, call);
    }

    /// The failure of `call`, after a look that it tells no secret.
    static <F extends CalendlyFailure> F failure(Class<F> type, Uni<?> call) {
        F failure = catchThrowableOfType(type, () -> await(call));
        assertThat(failure).isNotNull();
        assertThat(failure.toString() + failure.answer()).doesNotContain("secret");
        assertThat(failure.getCause()).isNull();
        return failure;
    }
}
