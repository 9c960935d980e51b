package io.advicly.calendly.destination.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What addresses are, at the edges of each range.
class AddressKindTest {

    @ParameterizedTest
    @CsvSource({
        "1.1.1.1, PUBLIC",
        "9.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, SHARED",
        "100.127.255.255, SHARED",
        "100.128.0.0, PUBLIC",
        "126.255.255.255, PUBLIC",
        "127.0.0.1, LOOPBACK",
        "127.255.255.255, LOOPBACK",
        "128.0.0.0, PUBLIC",
        "169.253.255.255, PUBLIC",
        "169.254.0.1, LINK_LOCAL",
        "169.254.255.255, LINK_LOCAL",
        "169.255.0.0, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.0.0.1, RESERVED",
        "192.0.1.0, PUBLIC",
        "192.0.2.1, RESERVED",
        "192.88.99.1, TUNNELLED",
        "192.167.255.255, PUBLIC",
        "192.168.0.0, PRIVATE",
        "192.168.255.255, PRIVATE",
        "192.169.0.0, PUBLIC",
        "198.17.255.255, PUBLIC",
        "198.18.0.0, RESERVED",
        "198.19.255.255, RESERVED",
        "198.20.0.0, PUBLIC",
        "198.51.100.1, RESERVED",
        "203.0.113.1, RESERVED",
        "223.255.255.255, PUBLIC",
        "224.0.0.0, MULTICAST",
        "239.255.255.255, MULTICAST",
        "240.0.0.0, RESERVED",
        "255.255.255.255, RESERVED",
        "0.0.0.0, UNSPECIFIED",
        "0.1.2.3, RESERVED",
        "2606:4700:4700::1111, PUBLIC",
        "::, UNSPECIFIED",
        "::1, LOOPBACK",
        "::2, RESERVED",
        "fc00::1, PRIVATE",
        "fdff::1, PRIVATE",
        "fec0::1, PRIVATE",
        "fe80::1, LINK_LOCAL",
        "ff02::1, MULTICAST",
        "2001:db8::1, RESERVED",
        "3fff::1, RESERVED",
        "4000::1, RESERVED",
        "1fff::1, RESERVED",
    })
    void tellsTheRanges(String address, AddressKind kind) {
        assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254",
        "169.254.170.2",
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
        "fd00:ec2::254",
        "fd20:ce::254",
        "64:ff9b::a9fe:a9fe"
    })
    void knowsMetadataServices(String address) {
        assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(AddressKind.METADATA);
    }

    /// As bytes: Java makes an IPv4 address of one that is read.
    @ParameterizedTest
    @CsvSource({"127, 0, 0, 1, LOOPBACK", "10, 0, 0, 1, PRIVATE", "1, 1, 1, 1, PUBLIC"})
    void seesThroughMappedAddresses(int a, int b, int c, int d, AddressKind kind) {
        byte[] mapped = {
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) a, (byte) b, (byte) c, (byte) d
        };

        assertThat(AddressKind.of(mapped)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "64:ff9b::7f00:1, LOOPBACK",
        "64:ff9b::a00:1, PRIVATE",
        "64:ff9b::101:101, PUBLIC",
        "64:ff9b:1::101:101, PRIVATE",
        "::ffff:0:7f00:1, LOOPBACK",
        "::7f00:1, RESERVED",
        "::101:101, RESERVED",
        "2002:7f00:1::, TUNNELLED",
        "2002:101:101::, TUNNELLED",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, TUNNELLED",
        "2606:4700::5efe:a00:1, TUNNELLED",
        "2606:4700::200:5efe:a00:1, TUNNELLED",
    })
    void seesThroughTranslatedAndTunnelledAddresses(String address, AddressKind kind) {
        assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(kind);
    }
}
