package io.advicly.calendly.destination.send;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
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
/// here.
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

    /// Less than any server keeps one for: what it closes while we send is an attempt that failed.
    private static final int KEPT_SECONDS = 4;

    private final Vertx vertx;
    private final AddressGuard guard;
    private final Clock clock;
    private final Duration limit;
    private final HttpClient client;

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
        // What is wrong with a connection is an outcome: not for others to fill the log with.
        this.client =
                vertx.httpClientBuilder()
                        .with(options(trust))
                        .withConnectHandler(connection -> connection.exceptionHandler(told -> {}))
                        .build();
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
                        .setMetricsName("http.client|" + CLIENT);
        if (trust != null) {
            options.setTrustOptions(trust);
        }
        return options;
    }

    public Uni<Answered> send(Sending sending) {
        long began = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> send(guard.read(sending.url()), sending, began))
                .onFailure()
                .recoverWithItem(failure -> failed(failure, began));
    }

    private Uni<Answered> send(DestinationAddress address, Sending sending, long began) {
        return guard.addresses(address)
                .ifNoItem()
                .after(limit)
                .fail()
                .chain(found -> toOneOf(found, 0, address, sending, began));
    }

    /// A host may have several, of which one cannot be reached from here.
    private Uni<Answered> toOneOf(
            List<InetAddress> found,
            int which,
            DestinationAddress address,
            Sending sending,
            long began) {
        Uni<Answered> one =
                Uni.createFrom()
                        .emitter(emitter ->
                                callInto(emitter, address, found, which, sending, began));
        int next = which + 1;
        return next >= Math.min(ADDRESSES, found.size())
                ? one
                : one.onFailure(DestinationSender::isUnconnected)
                        .recoverWithUni(() -> toOneOf(found, next, address, sending, began));
    }

    private static boolean isUnconnected(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof NoRouteToHostException;
    }

    private void callInto(
            UniEmitter<? super Answered> emitter,
            DestinationAddress address,
            List<InetAddress> found,
            int which,
            Sending sending,
            long began) {
        new DestinationCall(vertx, emitter)
                .make(
                        client,
                        request(address, found.get(which), sending),
                        Buffer.buffer(sending.body()),
                        limit.minusNanos(System.nanoTime() - began));
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
