package io.advicly.calendly.destination.send;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// What an IP address is, by the registries of special addresses (RFC 6890 and those that came
/// after it). Pure. What is not known to be public is not: of IPv6 only what is given out today
/// (`2000::/3`), and of what carries an IPv4 address inside only what that one is.
enum AddressKind {
    PUBLIC("a public address"),
    LOOPBACK("a loopback address"),
    PRIVATE("an address of a private network"),
    LINK_LOCAL("a link-local address"),
    METADATA("the address of a cloud's metadata service"),
    SHARED("an address of a provider's own network (100.64.0.0/10)"),
    MULTICAST("a multicast address"),
    UNSPECIFIED("the unspecified address"),
    TUNNELLED("an address of a tunnel (6to4, Teredo, ISATAP)"),
    RESERVED("a reserved address");

    private static final int V4_BYTES = 4;
    private static final int BYTE_BITS = 8;

    /// Where the IPv4 address stands in one that embeds it at its end.
    private static final int V4_AT = 12;

    /// The more special first.
    private static final List<Block> BLOCKS =
            List.of(
                    new Block("169.254.169.254/32", METADATA),
                    new Block("169.254.170.2/32", METADATA),
                    new Block("100.100.100.200/32", METADATA),
                    new Block("192.0.0.192/32", METADATA),
                    new Block("168.63.129.16/32", METADATA),
                    new Block("0.0.0.0/32", UNSPECIFIED),
                    new Block("0.0.0.0/8", RESERVED),
                    new Block("10.0.0.0/8", PRIVATE),
                    new Block("100.64.0.0/10", SHARED),
                    new Block("127.0.0.0/8", LOOPBACK),
                    new Block("169.254.0.0/16", LINK_LOCAL),
                    new Block("172.16.0.0/12", PRIVATE),
                    new Block("192.0.0.0/24", RESERVED),
                    new Block("192.0.2.0/24", RESERVED),
                    new Block("192.88.99.0/24", TUNNELLED),
                    new Block("192.168.0.0/16", PRIVATE),
                    new Block("198.18.0.0/15", RESERVED),
                    new Block("198.51.100.0/24", RESERVED),
                    new Block("203.0.113.0/24", RESERVED),
                    new Block("224.0.0.0/4", MULTICAST),
                    new Block("240.0.0.0/4", RESERVED),
                    new Block("0.0.0.0/0", PUBLIC),
                    new Block("fd00:ec2::254/128", METADATA),
                    new Block("fd20:ce::254/128", METADATA),
                    new Block("::/128", UNSPECIFIED),
                    new Block("::1/128", LOOPBACK),
                    new Block("64:ff9b:1::/48", PRIVATE),
                    new Block("fc00::/7", PRIVATE),
                    new Block("fec0::/10", PRIVATE),
                    new Block("fe80::/10", LINK_LOCAL),
                    new Block("ff00::/8", MULTICAST),
                    new Block("2001::/32", TUNNELLED),
                    new Block("2001::/23", RESERVED),
                    new Block("2001:db8::/32", RESERVED),
                    new Block("2002::/16", TUNNELLED),
                    new Block("3fff::/20", RESERVED),
                    new Block("2000::/3", PUBLIC),
                    new Block("::/0", RESERVED));

    /// An IPv4 address written as one of IPv6; and what a network without IPv4 reaches one by.
    private static final List<Block> EMBEDDING =
            List.of(new Block("::ffff:0:0:0/96", PUBLIC), new Block("64:ff9b::/96", PUBLIC));

    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final String words;

    AddressKind(String words) {
        this.words = words;
    }

    private static final class Block {

        private final byte[] prefix;
        private final int bits;
        private final AddressKind kind;

        Block(String text, AddressKind kind) {
            this.prefix = InetAddress.ofLiteral(text.substring(0, text.indexOf('/'))).getAddress();
            this.bits = Integer.parseInt(text.substring(text.indexOf('/') + 1));
            this.kind = kind;
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 1 << (BYTE_BITS - 1 - bit % BYTE_BITS);
                if (((address[bit / BYTE_BITS] ^ prefix[bit / BYTE_BITS]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /// As it follows "is".
    String words() {
        return words;
    }

    static AddressKind of(InetAddress address) {
        return of(address.getAddress());
    }

    /// @param address four bytes or sixteen
    static AddressKind of(byte[] address) {
        if (address.length != V4_BYTES && isEmbedding(address)) {
            return of(Arrays.copyOfRange(address, V4_AT, address.length));
        }
        if (address.length != V4_BYTES && isIsatap(address)) {
            return TUNNELLED;
        }
        return BLOCKS.stream()
                .filter(block -> block.holds(address))
                .findFirst()
                .map(block -> block.kind)
                .orElse(RESERVED);
    }

    private static boolean isEmbedding(byte[] address) {
        return Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length)
                || EMBEDDING.stream().anyMatch(block -> block.holds(address));
    }

    /// `…:0:5efe:a.b.c.d`, whatever network it is in.
    private static boolean isIsatap(byte[] address) {
        return (address[8] == 0 || address[8] == 2)
                && address[9] == 0
                && address[10] == 0x5e
                && address[11] == (byte) 0xfe;
    }
}
