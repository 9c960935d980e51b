package io.advicly.calendly.webhook.signature;

import static io.advicly.calendly.webhook.signature.RejectionReason.HEADER_MALFORMED;
import static io.advicly.calendly.webhook.signature.RejectionReason.HEADER_MISSING;
import static io.advicly.calendly.webhook.signature.RejectionReason.HEADER_REPEATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureHeaderTest {

    private static final String HMAC = "0123456789abcdef".repeat(4);

    @Test
    void readsTimeAndSignatures() {
        // When
        SignatureHeader header =
                SignatureHeader.parse(List.of("t=17, v1=" + HMAC + ",v1=" + "FF".repeat(32)));
        // Then
        assertThat(header)
                .asInstanceOf(InstanceOfAssertFactories.type(SignatureHeader.Signed.class))
                .satisfies(signed -> {
                    assertThat(signed.timestamp()).isEqualTo("17");
                    assertThat(signed.seconds()).isEqualTo(17);
                    assertThat(signed.signatures()).hasSize(2);
                });
    }

    @Test
    void readsAsLongAHeaderAsItMayBe() {
        String good = "=x,t=17,v1=" + HMAC;
        String longest = good + ",a=" + "b".repeat(1_024 - good.length() - 3);
        // Then
        assertThat(SignatureHeader.parse(List.of(longest)))
                .isInstanceOf(SignatureHeader.Signed.class);
        assertThat(SignatureHeader.parse(List.of(longest + "b")))
                .isEqualTo(new SignatureHeader.Unusable(RejectionReason.HEADER_MALFORMED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "''                 | HEADER_MALFORMED",
                "garbage            | HEADER_MALFORMED",
                "t=17,,v1={hmac}    | HEADER_MALFORMED",
                "t=17,t=17,v1={hmac}| HEADER_MALFORMED",
                "t=-17,v1={hmac}    | HEADER_MALFORMED",
                "t=1.7,v1={hmac}    | HEADER_MALFORMED",
                "t=,v1={hmac}       | HEADER_MALFORMED",
                "t=٣,v1={hmac}      | HEADER_MALFORMED",
                "t=1767261600000,v1={hmac} | HEADER_MALFORMED",
                "T=17,v1={hmac}     | TIMESTAMP_MISSING",
                "v1={hmac}          | TIMESTAMP_MISSING",
                "t=17               | SIGNATURE_MISSING",
                "t=17,v1=           | SIGNATURE_MISSING",
                "t=17,v1={hmac}00   | SIGNATURE_MISSING",
                "t=17,v1=zz         | SIGNATURE_MISSING",
                "t=17,v2={hmac}     | SIGNATURE_MISSING",
            })
    void refusesWhatItCannotRead(String value, RejectionReason reason) {
        assertThat(SignatureHeader.parse(List.of(value.replace("{hmac}", HMAC))))
                .isEqualTo(new SignatureHeader.Unusable(reason));
    }

    @Test
    void refusesAnAbsentAndARepeatedHeader() {
        String good = "t=17,v1=" + HMAC;
        assertThat(SignatureHeader.parse(List.of()))
                .isEqualTo(new SignatureHeader.Unusable(HEADER_MISSING));
        assertThat(SignatureHeader.parse(List.of(good, good)))
                .isEqualTo(new SignatureHeader.Unusable(HEADER_REPEATED));
    }

    @Test
    void refusesAHeaderThatWouldMakeItCompareWithoutEnd() {
        String endless = "t=17" + (",v1=" + HMAC).repeat(200);
        assertThat(SignatureHeader.parse(List.of(endless)))
                .isEqualTo(new SignatureHeader.Unusable(HEADER_MALFORMED));
    }

    @Test
    void neverThrows() {
        LongStream.range(0, 2_000).forEach(SignatureHeaderTest::survives);
    }

    private static void survives(long seed) {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String alphabet = "tv1=,0a \u0000\u20ac-";
        StringBuilder value = new StringBuilder();
        for (int length = random.nextInt(60); length > 0; length--) {
            value.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        // Then
        assertThatCode(() -> SignatureHeader.parse(List.of(value.toString())))
                .as("seed %d", seed)
                .doesNotThrowAnyException();
    }
}
