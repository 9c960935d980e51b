package io.advicly.calendly.platform.address;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.common.net.Inet;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressSharesTest {

    private final AddressShares shares =
            new AddressShares(
                    2,
                    TrustedProxies.of(
                            List.of("10.0.0.0/8", " 192.0.2.7", "fd00::/8", "proxy.example.com")));

    @Test
    void oneAddressHasItsShareAndLeavesTheRestToOthers() {
        assertThat(shares.take(address("198.51.100.1"))).isTrue();
        assertThat(shares.take(address("198.51.100.1"))).isTrue();
        assertThat(shares.take(address("198.51.100.1"))).isFalse();
        assertThat(shares.take(address("198.51.100.2"))).isTrue();
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        assertThat(shares.take(address("198.51.100.1"))).isTrue();
        assertThat(shares.take(address("198.51.100.1"))).isTrue();
        shares.giveBack(address("198.51.100.1"));
        assertThat(shares.take(address("198.51.100.1"))).isTrue();
        assertThat(shares.take(address("198.51.100.1"))).isFalse();
    }

    @Test
    void aNetworkOfIpv6CountsAsOneAddress() {
        assertThat(shares.take(address("2001:db8:0:1::1"))).isTrue();
        assertThat(shares.take(address("2001:db8:0:1::2"))).isTrue();
        assertThat(shares.take(address("2001:db8:0:1:ffff::3"))).isFalse();
        assertThat(shares.take(address("2001:db8:0:2::1"))).isTrue();
    }

    /// Everybody comes from there.
    @Test
    void aProxyThatIsTrustedHasAsManyAsThereAre() {
        for (int number = 0; number < 10; number++) {
            assertThat(shares.take(address("10.1.2.3"))).isTrue();
            assertThat(shares.take(address("192.0.2.7"))).isTrue();
            assertThat(shares.take(address("fd00::1"))).isTrue();
        }
        assertThat(shares.take(address("192.0.2.8"))).isTrue();
        assertThat(shares.take(address("192.0.2.8"))).isTrue();
        assertThat(shares.take(address("192.0.2.8"))).isFalse();
    }

    private static InetAddress address(String text) {
        return requireNonNull(Inet.parseInetAddress(text));
    }
}
