package io.advicly.calendly.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Generated values for property tests. The seed is the test's argument, so that it shows on
/// failure.
public final class Gen {

    private final RandomGenerator random;

    public Gen(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// Seeds for a `@MethodSource`.
    public static Stream<Long> seeds(int count) {
        return LongStream.range(0, count).boxed();
    }

    public int upTo(int bound) {
        return random.nextInt(bound);
    }

    public boolean chance() {
        return random.nextBoolean();
    }

    public <T> T oneOf(List<T> values) {
        return values.get(upTo(values.size()));
    }

    public <T> List<T> listOf(int atMost, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        int size = upTo(atMost + 1);
        for (int i = 0; i < size; i++) {
            all.add(one.get());
        }
        return all;
    }

    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
