package io.advicly.calendly.calendly.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.calendly.hook.NewSubscription;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /webhook_subscriptions`; `user` only at scope `user` (docs/calendly-api.md
/// 1.8).
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record NewSubscriptionWire(
        String url,
        List<String> events,
        String organization,
        @Nullable String user,
        String scope,
        String signingKey) {

    public static NewSubscriptionWire of(NewSubscription subscription) {
        OwnerParams owner = OwnerParams.of(subscription.owner());
        return new NewSubscriptionWire(
                subscription.callbackUrl().toString(),
                subscription.events(),
                owner.organization(),
                owner.user(),
                owner.scope(),
                subscription.signingKey().reveal());
    }

    @Override
    public String toString() {
        return "NewSubscriptionWire[url=%s, scope=%s]".formatted(url, scope);
    }
}
