package io.advicly.calendly.platform.address;

import io.advicly.calendly.platform.log.RecurringLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// Leaves connections to others: no address has more than three quarters of them, whatever it sends
/// on them, or does not (ADR 21).
@ApplicationScoped
class ConnectionShares {

    /// Connections that were closed at once.
    static final String REFUSED = "connections.refused";

    /// Before anything else that looks at a request.
    private static final int PRIORITY = 20_000;

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(ConnectionShares.class));

    private final int most;
    private final AddressShares shares;
    private final Counter refused;
    private final Set<Channel> watched = ConcurrentHashMap.newKeySet();

    ConnectionShares(Config config, MeterRegistry meters) {
        int all =
                config.getOptionalValue("quarkus.http.limits.max-connections", Integer.class)
                        .orElse(0);
        this.most = Math.ceilDiv(all * 3, 4);
        this.shares =
                new AddressShares(
                        most,
                        TrustedProxies.of(
                                config.getOptionalValues(
                                                "quarkus.http.proxy.trusted-proxies", String.class)
                                        .orElse(List.of())));
        this.refused = meters.counter(REFUSED);
    }

    void register(@Observes Filters filters) {
        if (most > 0) {
            filters.register(this::watch, PRIORITY);
        }
    }

    /// Vert.x tells of a connection when something has come on it, and Quarkus has counted it then:
    /// so whoever comes is looked at where it is accepted, which the first request leads to.
    private void watch(RoutingContext context) {
        Channel port = ((ConnectionBase) context.request().connection()).channel().parent();
        if (port != null && watched.add(port)) {
            port.pipeline().addFirst(new Gate());
        }
        context.next();
    }

    private final class Gate extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (!(accepted instanceof Channel connection)
                    || !(connection.remoteAddress() instanceof InetSocketAddress client)
                    || isWelcome(connection, client.getAddress())) {
                context.fireChannelRead(accepted);
            }
        }
    }

    private boolean isWelcome(Channel connection, InetAddress client) {
        if (shares.take(client)) {
            connection.closeFuture().addListener(closed -> shares.giveBack(client));
            return true;
        }
        connection.unsafe().closeForcibly();
        refused.increment();
        RECURRING.warn(
                "refused", () -> "connections.refused most_of_one_address=%d".formatted(most));
        return false;
    }
}
