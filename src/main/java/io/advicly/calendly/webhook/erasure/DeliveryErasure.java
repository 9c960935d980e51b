package io.advicly.calendly.webhook.erasure;

import io.advicly.calendly.meeting.erasure.ErasedAddresses;
import io.advicly.calendly.meeting.redaction.AddressPattern;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.work.PageWalker;
import io.advicly.calendly.security.identity.EmailAddress;
import io.advicly.calendly.webhook.ClaimedDelivery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Takes erased addresses out of stored bodies. A repeat of such a delivery is still known as one:
/// what it was like as it arrived is kept as a hash.
@ApplicationScoped
public class DeliveryErasure {

    /// Only over what was read: another address may have been erased from it meanwhile. What it
    /// mentions goes with the body, so that nothing of what was erased stays.
    private static final String REWRITE =
            "UPDATE calendly_webhook_deliveries SET body = $2, mentions = %s WHERE id = $1 AND body = $3"
                    .formatted(BodyMentions.buckets("CAST($4 AS text)"));

    private final Pool pool;
    private final ErasedAddresses erased;
    private final MentioningBodies bodies;

    DeliveryErasure(Pool pool, ErasedAddresses erased, MentioningBodies bodies) {
        this.pool = pool;
        this.erased = erased;
        this.bodies = bodies;
    }

    /// The delivery as it may be worked off.
    public Uni<ClaimedDelivery> before(ClaimedDelivery delivery) {
        if (!delivery.erasures()) {
            return Unis.item(delivery);
        }
        byte[] body = delivery.body();
        Set<EmailAddress> mentions = BodyErasure.mentions(body);
        return mentions.isEmpty()
                ? Unis.item(delivery)
                : erased.among(mentions, delivery.organizationUri(), BodyErasure.bookedAt(body))
                        .chain(gone -> without(delivery, gone));
    }

    /// The same for many, which costs a statement for all of them unless one has to be rewritten.
    public Uni<List<ClaimedDelivery>> before(List<ClaimedDelivery> deliveries) {
        Set<EmailAddress> mentions = new HashSet<>();
        deliveries.stream()
                .filter(ClaimedDelivery::erasures)
                .forEach(one -> mentions.addAll(BodyErasure.mentions(one.body())));
        return mentions.isEmpty()
                ? Unis.item(deliveries)
                : erased.everErased(mentions).chain(gone -> before(deliveries, gone));
    }

    private Uni<List<ClaimedDelivery>> before(
            List<ClaimedDelivery> deliveries, Set<EmailAddress> gone) {
        return gone.isEmpty()
                ? Unis.item(deliveries)
                : Multi.createFrom()
                        .iterable(deliveries)
                        .onItem()
                        .transformToUniAndConcatenate(one ->
                                Collections.disjoint(BodyErasure.mentions(one.body()), gone)
                                        ? Unis.item(one)
                                        : before(one))
                        .collect()
                        .asList();
    }

    private Uni<ClaimedDelivery> without(ClaimedDelivery delivery, Set<EmailAddress> gone) {
        return BodyErasure.of(delivery.body(), gone)
                .map(left -> rewriteOrFail(left, delivery))
                .orElseGet(() -> Unis.item(delivery));
    }

    private Uni<ClaimedDelivery> rewriteOrFail(byte[] left, ClaimedDelivery delivery) {
        return rewrite(delivery.id(), delivery.body(), left)
                .invoke(done -> {
                    if (!done) {
                        throw new IllegalStateException("rewritten meanwhile");
                    }
                })
                .replaceWith(delivery.withBody(left));
    }

    /// Takes the address out of all bodies of the organizations that this tenant is connected to,
    /// or nobody any more, a page at a time.
    ///
    /// @return out of how many
    Uni<Integer> erase(String tenant, EmailAddress address) {
        return CallersContext.keep(
                        PageWalker.walk(
                                new Progress(Optional.of(MentioningBodies.start()), 0),
                                progress -> page(progress, tenant, address),
                                progress -> progress.next().isPresent()))
                .map(Progress::rewritten);
    }

    /// @param next where to go on from
    private record Progress(Optional<MentioningBodies.Place> next, int rewritten) {}

    private Uni<Progress> page(Progress before, String tenant, EmailAddress address) {
        return bodies.page(tenant, AddressPattern.of(address), before.next().orElseThrow())
                .chain(page ->
                        rewritten(page.found(), address)
                                .map(done -> new Progress(page.next(), before.rewritten() + done)));
    }

    private Uni<Integer> rewritten(List<MentioningBodies.Found> found, EmailAddress address) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(one -> rewritten(one.id(), one.body(), address))
                .collect()
                .with(Collectors.summingInt(done -> done ? 1 : 0));
    }

    private Uni<Boolean> rewritten(UUID id, byte[] body, EmailAddress address) {
        return BodyErasure.of(body, Set.of(address))
                .map(left ->
                        rewrite(id, body, left)
                                .chain(done -> done ? Unis.item(true) : again(id, address)))
                .orElseGet(() -> Unis.item(false));
    }

    /// Somebody else has rewritten it, or deleted it, since it was read.
    private Uni<Boolean> again(UUID id, EmailAddress address) {
        return pool.preparedQuery("SELECT body FROM calendly_webhook_deliveries WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .findFirst()
                                .map(row -> row.getBuffer("body").getBytes()))
                .chain((Optional<byte[]> body) ->
                        body.map(now -> rewritten(id, now, address))
                                .orElseGet(() -> Unis.item(false)));
    }

    private Uni<Boolean> rewrite(UUID id, byte[] before, byte[] after) {
        return pool.preparedQuery(REWRITE)
                .execute(
                        Tuple.of(id)
                                .addBuffer(Buffer.buffer(after))
                                .addBuffer(Buffer.buffer(before))
                                .addString(BodyMentions.of(after)))
                .map(rows -> rows.rowCount() == 1);
    }
}
