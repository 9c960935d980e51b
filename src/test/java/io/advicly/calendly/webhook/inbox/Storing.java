package io.advicly.calendly.webhook.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.KeyKind;
import io.advicly.calendly.webhook.Receipt;
import io.advicly.calendly.webhook.signature.Authentication;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Puts deliveries into the inbox as the intake does, many at once.
@ApplicationScoped
public class Storing {

    private final Inbox inbox;
    private final Installation installation;

    Storing(Inbox inbox, Installation installation) {
        this.inbox = inbox;
        this.installation = installation;
    }

    public static Stream<SignedDelivery> numbered(
            Installation.Organization organization, int count) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        signed(organization, "{\"event\":\"numbered\",\"n\":" + number + "}"));
    }

    public static SignedDelivery signed(Installation.Organization organization, String body) {
        return new SignedDelivery(
                new Authentication.Authentic(
                        organization.subscription(),
                        "https://api.calendly.com/organizations/" + organization.prefix(),
                        KeyKind.SUBSCRIPTION,
                        false),
                body.getBytes(UTF_8),
                null);
    }

    public List<Receipt> all(Stream<SignedDelivery> deliveries) {
        List<CompletableFuture<Receipt>> answers = deliveries.map(this::one).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    public CompletableFuture<Receipt> one(SignedDelivery delivery) {
        CompletableFuture<Receipt> answer = new CompletableFuture<>();
        inbox.store(
                delivery,
                (receipt, failure) -> {
                    if (receipt == null) {
                        answer.completeExceptionally(
                                failure == null ? new AssertionError() : failure);
                    } else {
                        answer.complete(receipt);
                    }
                });
        return answer;
    }

    public int pending(Installation.Organization organization) {
        return installation.count(
                "SELECT count(*) FROM calendly_webhook_deliveries WHERE state = 'pending'"
                        + " AND subscription_id = '"
                        + organization.subscription()
                        + "'");
    }
}
