package io.advicly.calendly.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.webhook.Signer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignatureVerifierTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_767_261_600);
    private static final Duration TOLERANCE = Duration.ofHours(25);
    private static final String KEY = "a-signing-key";
    private static final byte[] BODY = "{\"name\":\"Zoë\"}".getBytes(UTF_8);

    @Test
    void whatWasSignedIsAcceptedWithTheKeyThatSignedIt() {
        LongStream.range(0, 500).forEach(SignatureVerifierTest::acceptsWhatWasSigned);
    }

    private static void acceptsWhatWasSigned(long seed) {
        // Given
        RandomGenerator random = generator(seed);
        byte[] body = new byte[random.nextInt(2_000)];
        random.nextBytes(body);
        List<String> keys =
                Stream.generate(() -> key(random)).limit(1 + random.nextInt(4)).toList();
        int signer = random.nextInt(keys.size());
        Instant signedAt = NOW.plusSeconds(random.nextInt(-90_000, 181));
        // When
        Verdict verdict = verify(Signer.header(keys.get(signer), body, signedAt), body, keys);
        // Then
        assertThat(verdict)
                .as("seed %d", seed)
                .isEqualTo(new Verdict.Accepted(signer, signedAt.isBefore(NOW.minusSeconds(180))));
    }

    @Test
    void whatAnotherKeySignedIsRefused() {
        LongStream.range(0, 500).forEach(SignatureVerifierTest::refusesAnotherKey);
    }

    private static void refusesAnotherKey(long seed) {
        // Given
        RandomGenerator random = generator(seed);
        byte[] body = new byte[random.nextInt(2_000)];
        random.nextBytes(body);
        List<String> keys = List.of(key(random), key(random));
        // When
        Verdict verdict = verify(Signer.header(key(random), body, NOW), body, keys);
        // Then
        assertThat(verdict).as("seed %d", seed).isEqualTo(rejected(RejectionReason.MISMATCH));
    }

    @Test
    void anyFlippedBitOfTheBodyIsRefused() {
        String header = Signer.header(KEY, BODY, NOW);
        for (int bit = 0; bit < BODY.length * 8; bit++) {
            assertThat(verify(header, flipped(BODY, bit), List.of(KEY)))
                    .as("bit %d", bit)
                    .isEqualTo(rejected(RejectionReason.MISMATCH));
        }
    }

    @Test
    void anyFlippedBitOfTheSignatureIsRefused() {
        byte[] signature = Signer.hmac(KEY, seconds(NOW), BODY);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            String hex = HexFormat.of().formatHex(flipped(signature, bit));
            assertThat(verify("t=" + seconds(NOW) + ",v1=" + hex, BODY, List.of(KEY)))
                    .as("bit %d", bit)
                    .isEqualTo(rejected(RejectionReason.MISMATCH));
        }
    }

    @Test
    void anyFlippedBitOfTheTimeIsRefused() {
        byte[] time = seconds(NOW).getBytes(UTF_8);
        String signature = HexFormat.of().formatHex(Signer.hmac(KEY, seconds(NOW), BODY));
        for (int bit = 0; bit < time.length * 8; bit++) {
            String changed = new String(flipped(time, bit), UTF_8);
            assertThat(verify("t=" + changed + ",v1=" + signature, BODY, List.of(KEY)))
                    .as("t=%s", changed)
                    .isInstanceOf(Verdict.Rejected.class);
        }
    }

    @Test
    void theTimeIsSignedAsItWasWritten() {
        // Given
        String padded = "00" + seconds(NOW);
        String signature = HexFormat.of().formatHex(Signer.hmac(KEY, seconds(NOW), BODY));
        // When
        Verdict verdict = verify("t=" + padded + ",v1=" + signature, BODY, List.of(KEY));
        // Then
        assertThat(verdict).isEqualTo(rejected(RejectionReason.MISMATCH));
    }

    @Test
    void theToleranceHoldsForThePastAndIncludesItsEnd() {
        assertThat(signedAt(NOW.minusSeconds(180))).isEqualTo(new Verdict.Accepted(0, false));
        assertThat(signedAt(NOW.minusSeconds(181))).isEqualTo(new Verdict.Accepted(0, true));
        assertThat(signedAt(NOW.minus(TOLERANCE))).isEqualTo(new Verdict.Accepted(0, true));
        assertThat(signedAt(NOW.minus(TOLERANCE).minusSeconds(1)))
                .isEqualTo(rejected(RejectionReason.TOO_OLD));
    }

    /// A clock that is wrong, not a repeat.
    @Test
    void theFutureIsThreeMinutesLongWhateverTheTolerance() {
        assertThat(signedAt(NOW.plusSeconds(180))).isEqualTo(new Verdict.Accepted(0, false));
        assertThat(signedAt(NOW.plusSeconds(181))).isEqualTo(rejected(RejectionReason.IN_FUTURE));
    }

    @Test
    void tooOldIsSaidOnlyOfWhatWeCouldHaveAccepted() {
        // Given
        String header = Signer.header("another-key", BODY, NOW.minusSeconds(100_000));
        // When
        Verdict verdict = verify(header, BODY, List.of(KEY));
        // Then
        assertThat(verdict).isEqualTo(rejected(RejectionReason.MISMATCH));
    }

    @Test
    void withoutAKeyNothingIsAccepted() {
        String header = Signer.header(KEY, BODY, NOW);
        assertThat(verify(header, BODY, List.of())).isEqualTo(rejected(RejectionReason.NO_KEY));
        assertThat(verify(header, BODY, List.of("", "  ")))
                .isEqualTo(rejected(RejectionReason.NO_KEY));
    }

    @Test
    void aBlankKeyBesideAGoodOneNeitherAcceptsNorBreaks() {
        // Given
        String byBlank = Signer.header(" ", BODY, NOW);
        String byGood = Signer.header(KEY, BODY, NOW);
        // Then
        assertThat(verify(byBlank, BODY, List.of(" ", KEY)))
                .isEqualTo(rejected(RejectionReason.MISMATCH));
        assertThat(verify(byGood, BODY, List.of(" ", KEY)))
                .isEqualTo(new Verdict.Accepted(1, false));
    }

    @Test
    void everySignatureIsTriedWithEveryKey() {
        // Given
        String wrong = "0".repeat(64);
        String right = HexFormat.of().formatHex(Signer.hmac("second", seconds(NOW), BODY));
        String header = "t=%s,v1=%s,v1=%s,v1=%s".formatted(seconds(NOW), wrong, right, wrong);
        // When
        Verdict verdict = verify(header, BODY, List.of("first", "second"));
        // Then
        assertThat(verdict).isEqualTo(new Verdict.Accepted(1, false));
    }

    @Test
    void anEmptyBodyAndBytesThatAreNoTextCanBeSigned() {
        byte[] noText = {(byte) 0xff, 0, (byte) 0xc3, '\n'};
        assertThat(verify(Signer.header(KEY, new byte[0], NOW), new byte[0], List.of(KEY)))
                .isEqualTo(new Verdict.Accepted(0, false));
        assertThat(verify(Signer.header(KEY, noText, NOW), noText, List.of(KEY)))
                .isEqualTo(new Verdict.Accepted(0, false));
    }

    private static Verdict signedAt(Instant time) {
        return verify(Signer.header(KEY, BODY, time), BODY, List.of(KEY));
    }

    private static Verdict verify(String header, byte[] body, List<String> keys) {
        return SignatureVerifier.verify(
                SignatureHeader.parse(List.of(header)),
                body,
                keys.stream().map(SecretString::of).toList(),
                NOW,
                TOLERANCE);
    }

    private static Verdict rejected(RejectionReason reason) {
        return new Verdict.Rejected(reason);
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    private static String key(RandomGenerator random) {
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
