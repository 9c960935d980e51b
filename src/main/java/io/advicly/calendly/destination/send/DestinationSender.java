package io.advicly.calendly.destination.send;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends one event to one address, signed, within bounds. Never fails: what goes wrong is an
/// outcome.
///
/// The connection is made to an address that [AddressGuard] has just looked at, under the name that
/// the certificate has to be for. Connections are kept for each such address; how many there are at
/// a time is bounded by whoever sends, for each destination, and so nobody waits for another one's
/// here. One that was kept may have ended meanwhile, or be spoilt by what came last: then the event
/// is sent once more, at once, by a new one.
@ApplicationScoped
public class DestinationSender {

    /// What clients of ours are called where they are measured; see [NoMetricsOfAddresses].
    static final String CLIENT = "destinations";

    private static final Duration IN_TOTAL = Duration.ofSeconds(15);
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final int ADDRESSES = 3;
    private static final int CONNECTIONS = 1_000;
    private static final int HEAD_BYTES = 16_384;
    private static final int LINE_BYTES = 4_096;

    /// Less than most servers keep one for: what ends while we send has to be sent again.
    private static final int KEPT_SECONDS = 4;

    private final Vertx vertx;
    private final AddressGuard guard;
    private final Clock clock;
    private final Duration limit;
    private final EventConnections kept;
    private final EventConnections fresh;

    @Inject
    DestinationSender(Vertx vertx, AddressGuard guard, Clock clock) {
        this(vertx, guard, clock, IN_TOTAL, null);
    }

    /// @param trust whose certificates are good; null for those that the system trusts
    DestinationSender(
            Vertx vertx,
            AddressGuard guard,
            Clock clock,
            Duration limit,
            @Nullable TrustOptions trust) {
        this.vertx = vertx;
        this.guard = guard;
        this.clock = clock;
        this.limit = limit;
        this.kept = new EventConnections(vertx, options(trust));
        this.fresh = new EventConnections(vertx, options(trust).setKeepAlive(false));
    }

    private static HttpClientOptions options(@Nullable TrustOptions trust) {
        HttpClientOptions options =
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                        .setUseAlpn(false)
                        .setVerifyHost(true)
                        .setTrustAll(false)
                        .setPipelining(false)
                        .setKeepAliveTimeout(KEPT_SECONDS)
                        .setMaxPoolSize(CONNECTIONS)
                        .setMaxHeaderSize(HEAD_BYTES)
                        .setMaxInitialLineLength(LINE_BYTES)
                        .setDecompressionSupported(false)
                        .setConnectTimeout((int) CONNECTING.toMillis())
                        .setSslHandshakeTimeout(IN_TOTAL.toSeconds())
                        .setMetricsName("http.client|" + CLIENT);
        if (trust != null) {
            options.setTrustOptions(trust);
        }
        return options;
    }

    public Uni<Answered> send(Sending sending) {
        return Uni.createFrom().deferred(() -> sendWithin(new AttemptLimit(vertx, limit), sending));
    }

    private Uni<Answered> sendWithin(AttemptLimit time, Sending sending) {
        long began = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> send(guard.read(sending.url()), sending, time))
                .onTermination()
                .invoke(time::end)
                .onFailure()
                .recoverWithItem(failure -> failed(failure, began));
    }

    private Uni<Answered> send(DestinationAddress address, Sending sending, AttemptLimit time) {
        return Uni.createFrom()
                .<List<InetAddress>>emitter(found -> findInto(found, address, time))
                .chain(found -> toOneOf(found, 0, address, sending, time));
    }

    /// Whoever is asked for a name may say nothing for long.
    private void findInto(
            UniEmitter<? super List<InetAddress>> found,
            DestinationAddress address,
            AttemptLimit time) {
        time.tell(found::fail);
        var _ = guard.addresses(address).subscribe().with(found::complete, found::fail);
    }

    /// A host may have several, of which one cannot be reached from here.
    private Uni<Answered> toOneOf(
            List<InetAddress> found,
            int which,
            DestinationAddress address,
            Sending sending,
            AttemptLimit time) {
        Uni<Answered> one = toOne(address, found.get(which), sending, time);
        int next = which + 1;
        return next >= Math.min(ADDRESSES, found.size())
                ? one
                : one.onFailure(DestinationSender::isUnconnected)
                        .recoverWithUni(() -> toOneOf(found, next, address, sending, time));
    }

    private Uni<Answered> toOne(
            DestinationAddress address, InetAddress at, Sending sending, AttemptLimit time) {
        return call(kept, address, at, sending, time)
                .onFailure(StaleConnectionException.class)
                .recoverWithUni(() -> call(fresh, address, at, sending, time));
    }

    private Uni<Answered> call(
            EventConnections by,
            DestinationAddress address,
            InetAddress at,
            Sending sending,
            AttemptLimit time) {
        RequestOptions request = request(address, at, sending);
        Buffer body = Buffer.buffer(sending.body());
        return Uni.createFrom()
                .emitter(emitter -> new DestinationCall(by, time, emitter).make(request, body));
    }

    private static boolean isUnconnected(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof NoRouteToHostException;
    }

    /// The address by its number: nothing is looked up any more.
    private RequestOptions request(DestinationAddress address, InetAddress at, Sending sending) {
        long now = clock.instant().getEpochSecond();
        Buffer body = Buffer.buffer(sending.body());
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(address.port(), at.getHostAddress()))
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(address.secure())
                .setURI(address.target())
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "calendly-connect")
                .putHeader("webhook-id", sending.id())
                .putHeader("webhook-timestamp", String.valueOf(now))
                .putHeader(
                        "webhook-signature",
                        WebhookSignature.of(sending.id(), now, body.getBytes(), sending.secrets()));
    }

    private static Answered failed(Throwable failure, long began) {
        return new Answered(
                null,
                (int) Duration.ofNanos(System.nanoTime() - began).toMillis(),
                null,
                FailureWords.of(failure));
    }
}
