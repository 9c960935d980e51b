package io.advicly.calendly.platform.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// So many connections for each address. Who has one IPv6 address has all of its network's, which
/// count as one.
final class AddressShares {

    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final Predicate<InetAddress> exempt;
    private final Map<ByteBuffer, Integer> taken = new ConcurrentHashMap<>();

    /// @param exempt who stands for many others
    AddressShares(int most, Predicate<InetAddress> exempt) {
        this.most = most;
        this.exempt = exempt;
    }

    /// Whether there is room for one more; it is to be given back then.
    boolean take(InetAddress address) {
        if (exempt.test(address)) {
            return true;
        }
        ByteBuffer network = network(address);
        if (taken.merge(network, 1, Integer::sum) > most) {
            giveBack(network);
            return false;
        }
        return true;
    }

    void giveBack(InetAddress address) {
        if (!exempt.test(address)) {
            giveBack(network(address));
        }
    }

    private void giveBack(ByteBuffer network) {
        taken.computeIfPresent(network, (same, now) -> now == 1 ? null : now - 1);
    }

    private static ByteBuffer network(InetAddress address) {
        byte[] whole = address.getAddress();
        return ByteBuffer.wrap(
                whole, 0, address instanceof Inet6Address ? NETWORK_BYTES : whole.length);
    }
}
