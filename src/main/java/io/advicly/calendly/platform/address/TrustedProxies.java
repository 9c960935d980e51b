package io.advicly.calendly.platform.address;

import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Those whose word on a client's address is taken, as `quarkus.http.proxy.trusted-proxies` has
/// them: addresses and ranges. One that is listed by its name is not known here, as no name is
/// looked up.
record TrustedProxies(List<CidrAddress> ranges) implements Predicate<InetAddress> {

    static TrustedProxies of(List<String> listed) {
        return new TrustedProxies(
                listed.stream().map(TrustedProxies::range).filter(Objects::nonNull).toList());
    }

    @Override
    public boolean test(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.matches(address));
    }

    private static @Nullable CidrAddress range(String listed) {
        String text = listed.strip();
        if (text.contains("/")) {
            return Inet.parseCidrAddress(text);
        }
        InetAddress one = Inet.parseInetAddress(text);
        return one == null ? null : CidrAddress.create(one, one.getAddress().length * Byte.SIZE);
    }
}
