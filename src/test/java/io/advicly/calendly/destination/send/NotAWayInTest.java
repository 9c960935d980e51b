package io.advicly.calendly.destination.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses that would lead inside are refused when they are given, each attack by its name, and
/// say what is wrong with them.
class NotAWayInTest {

    private final FixedNames names =
            new FixedNames()
                    .answering("public.example.com", "93.184.215.14")
                    .answering("both.example.com", "93.184.215.14", "10.0.0.7")
                    .answering("rebinding.example.com", "93.184.215.14")
                    .answering("rebinding.example.com", "127.0.0.1")
                    .answering("metadata.example.com", "169.254.169.254")
                    .answering("six.example.com", "fd00:ec2::254");
    private final AddressGuard guard = new AddressGuard(names, () -> false);
    private final AddressGuard lenient = new AddressGuard(names, () -> true);

    private void allowed(String url) {
        guard.check(url).await().atMost(Duration.ofSeconds(10));
    }

    private void refused(String url, String why) {
        refused(guard, url, why);
    }

    private static void refused(AddressGuard guard, String url, String why) {
        assertThatThrownBy(() -> guard.check(url).await().atMost(Duration.ofSeconds(10)))
                .as(url)
                .isInstanceOf(AddressRefusedException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example.com",
                "https://public.example.com/hooks?token=1",
                "https://PUBLIC.example.com:443/",
                "https://public.example.com:8443/hooks",
                "https://93.184.215.14/hooks",
                "https://[2606:4700:4700::1111]/hooks"
            })
    void aPublicAddressIsGood(String url) {
        allowed(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://public.example.com/",
                "ftp://public.example.com/",
                "file://public.example.com/etc/passwd",
                "gopher://public.example.com/",
                "HTTP://public.example.com/"
            })
    void anotherSchemeThanHttps(String url) {
        refused(url, "must be an https address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "public.example.com", "//public.example.com/", "https:", "/hooks"})
    void noAbsoluteAddress(String url) {
        refused(url, "must be an absolute https address");
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/, a loopback address",
        "https://127.1.2.3/, a loopback address",
        "https://[::1]/, a loopback address",
    })
    void loopback(String url, String why) {
        refused(url, why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://192.168.1.1/",
                "https://[fc00::1]/",
                "https://[fd12:3456::1]/"
            })
    void aPrivateNetwork(String url) {
        refused(url, "an address of a private network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://169.254.1.1/", "https://[fe80::1]/"})
    void linkLocal(String url) {
        refused(url, "a link-local address");
        refused(lenient, url, "a link-local address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data/",
                "https://[fd00:ec2::254]/latest/meta-data/",
                "https://metadata.example.com/",
                "https://six.example.com/"
            })
    void aMetadataService(String url) {
        refused(url, "a cloud's metadata service");
        refused(lenient, url, "a cloud's metadata service");
    }

    @Test
    void aProvidersOwnNetwork() {
        refused("https://100.64.0.1/", "a provider's own network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://224.0.0.1/", "https://[ff02::1]/"})
    void multicast(String url) {
        refused(url, "a multicast address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://0.0.0.0/", "https://[::]/"})
    void theUnspecifiedAddress(String url) {
        refused(url, "the unspecified address");
    }

    @ParameterizedTest
    @CsvSource({
        "https://[::ffff:127.0.0.1]/, a loopback address",
        "https://[::ffff:7f00:1]/, a loopback address",
        "https://[::ffff:10.0.0.1]/, a private network",
        "https://[::ffff:169.254.169.254]/, metadata service",
        "https://[::127.0.0.1]/, a reserved address",
    })
    void anIpv4AddressInOneOfIpv6(String url, String why) {
        refused(url, why);
    }

    @ParameterizedTest
    @CsvSource({
        "https://[64:ff9b::7f00:1]/, a loopback address",
        "https://[64:ff9b::a9fe:a9fe]/, metadata service",
        "https://[2002:7f00:1::]/, a tunnel",
        "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/, a tunnel",
    })
    void aTranslatorOrTunnel(String url, String why) {
        refused(url, why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.0.0.01/",
                "https://127.0.0.0x1/",
                "https://256.0.0.1/",
                "https://1.2.3.4.5/",
                "https://public.example.0x1/"
            })
    void anotherSpellingOfANumber(String url) {
        refused(url, "four decimal numbers");
        refused(lenient, url, "four decimal numbers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@public.example.com/",
                "https://user:secret@public.example.com/",
                "https://public.example.com@127.0.0.1/",
                "https://public.example.com:443@127.0.0.1/"
            })
    void aNameBeforeTheHost(String url) {
        refused(url, "no user name or password");
        refused(lenient, url, "no user name or password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example.com:0/",
                "https://public.example.com:22/",
                "https://public.example.com:25/",
                "https://public.example.com:80/",
                "https://public.example.com:1023/",
                "https://public.example.com:65536/"
            })
    void anOddPort(String url) {
        refused(url, "must have the port 443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example.com:/x:y@z",
                "https://public.example.com:443:443/",
                "https://public.example.com:4a3/",
                "https://:443/",
                "https:///hooks",
                "https://[::1/",
                "https://::1/"
            })
    void noHostThatCanBeRead(String url) {
        refused(url, "must name a host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example.com./",
                "https://localhost./",
                "https://127.0.0.1./"
            })
    void aDotAtTheEnd(String url) {
        refused(url, "without a dot at its end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://LOCALHOST/",
                "https://app.localhost/",
                "https://localhost:8443/"
            })
    void localhost(String url) {
        refused(url, "is localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://intranet/",
                "https://printer.local/",
                "https://metadata.google.internal/",
                "https://api.default.svc/",
                "https://api.default.svc.cluster.local/",
                "https://router.home.arpa/"
            })
    void aNameOfAPrivateNetwork(String url) {
        refused(url, "a name of a private network");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example.com\\@127.0.0.1/",
                "https://public.example.com /",
                "https://public.example.com/\r\nHost: inside",
                "https://public.example.com/\u0000",
                "https://１２７.0.0.1/",
                "https://ⓛocalhost/",
                "https://public。example.com/",
                "\thttps://public.example.com/"
            })
    void lettersThatAreReadInTwoWays(String url) {
        refused(url, "no spaces, control or non-ASCII characters, and no backslashes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://%31%32%37.0.0.1/", "https://%6cocalhost.example.com/"})
    void aHostInPercents(String url) {
        assertThatThrownBy(() -> guard.check(url).await().atMost(Duration.ofSeconds(10)))
                .isInstanceOf(AddressRefusedException.class);
    }

    @Test
    void aZoneOfThisMachine() {
        refused("https://[fe80::1%25eth0]/", "without a zone");
    }

    @Test
    void aFragment() {
        refused("https://public.example.com/#@127.0.0.1", "no fragment");
    }

    @Test
    void anEndlessAddress() {
        refused("https://public.example.com/" + "a".repeat(2_000), "no more than 2000 characters");
    }

    @Test
    void aNameThatLeadsInsideByOneOfItsAddresses() {
        refused("https://both.example.com/", "leads to 10.0.0.7, which is an address of a private");
    }

    @Test
    void aNameThatIsNotKnown() {
        refused("https://unknown.example.com/", "not known");
    }

    /// The name system answers with a public address when the destination is made, and with an
    /// inner one when it is used: it is asked and looked at each time.
    @Test
    void aNameThatLeadsElsewhereTheSecondTime() {
        allowed("https://rebinding.example.com/");
        refused("https://rebinding.example.com/", "leads to 127.0.0.1, which is a loopback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/", "http://[::1]:8080/", "https://192.168.1.1/"})
    void developmentMayReachItself(String url) {
        lenient.check(url).await().atMost(Duration.ofSeconds(10));
        assertThat(lenient.read(url).url()).isEqualTo(url);
    }
}
