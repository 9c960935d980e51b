package io.advicly.calendly.calendly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.advicly.calendly.calendly.hook.NewSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// What the tests of this package call with, and how they wait for the answer.
public final class Calls {

    public static final Access ACCESS = Access.with(SecretString.of("sim_at_secret"));
    public static final SecretString REFRESH = SecretString.of("sim_rt_secret");
    public static final SubscriptionOwner OWNER =
            new SubscriptionOwner.Organization(Bodies.ORGANIZATION);
    public static final NewSubscription SUBSCRIPTION =
            new NewSubscription(
                    OWNER,
                    URI.create("https://hooks.example.test/1"),
                    List.of("invitee.created"),
                    SecretString.of("key"));

    private Calls() {}

    public static <T> T await(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(60));
    }

    public static <T> List<T> list(Multi<T> call) {
        return await(call.collect().asList());
    }

    public static CalendlyFailure.Unavailable unavailable(Uni<?> call) {
        return failure(CalendlyFailure.Unavailable.class, call);
    }

    /// The failure of `call`, after a look that it tells no secret.
    public static <F extends CalendlyFailure> F failure(Class<F> type, Uni<?> call) {
        F failure = catchThrowableOfType(type, () -> await(call));
        assertThat(failure).isNotNull();
        assertThat(failure.toString() + failure.answer()).doesNotContain("secret");
        assertThat(failure.getCause()).isNull();
        return failure;
    }
}
