package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.management.UnixOperatingSystemMXBean;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.MemoryLimit;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Strangers;
import io.advicly.calendly.testing.Surroundings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// More live streams than a replica has, opened all at once, as clients do when another replica
/// ends; with the memory that the manifests give.
class StreamCrowdIT {

    private static final int STREAMS = 10_000;
    private static final int EACH = 10;

    /// Those of one address are fewer.
    private static final int ADDRESSES = 10;

    private static final int MEANWHILE = 100;

    /// With the heap of the images.
    private static final int AT_LEAST = 4_000;

    private final AtomicInteger next = new AtomicInteger();

    @Test
    void asManyAreOpenedAsFitIntoMemoryAndOthersAreTold() throws IOException {
        enoughFiles();
        ServiceProcess.Image image = ServiceProcess.Image.built();
        try (MemoryLimit limit = limited(image.megabytes());
                Installation installation = Installation.create();
                ServiceProcess service = installation.startWithin(limit, Map.of())) {
            Subscribed target = Subscribed.in(Surroundings.jdbcUrl());
            List<Person> people = Stream.generate(Person::newcomer).limit(STREAMS / EACH).toList();
            try (Strangers streams = Strangers.from(ADDRESSES, service.at("/"))) {
                streams.stay(STREAMS, () -> stream(people));

                assertThat(service.isAlive()).isTrue();
                assertThat(streams.told("200")).isGreaterThanOrEqualTo(AT_LEAST);
                assertThat(streams.told("200") + streams.told("503"))
                        .as(streams.told())
                        .isEqualTo(STREAMS);
                deliver(service, target);
                assertThat(service.peakMegabytes()).isLessThan(image.megabytes());
            }
        }
    }

    /// What arrives while all of them are open is accepted.
    private static void deliver(ServiceProcess service, Subscribed target) {
        try (DeliveryLoad good = DeliveryLoad.start(target, () -> service.at(""))) {
            good.awaitMoreAccepted(MEANWHILE);
            assertThat(good.answered(500)).isZero();
        }
    }

    private Strangers.Call stream(List<Person> people) {
        Person person = people.get(next.getAndIncrement() % people.size());
        return Strangers.Call.get("/api/meetings/stream", person.headers());
    }

    /// Here and in the service, which inherits the limit.
    private static void enoughFiles() {
        long most =
                ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                        .getMaxFileDescriptorCount();
        assumeThat(most).as("files that a process may have open").isGreaterThan(STREAMS + 2_000L);
    }

    private static MemoryLimit limited(int megabytes) {
        try {
            return MemoryLimit.of(megabytes);
        } catch (IOException none) {
            return abort(String.valueOf(none.getMessage()));
        }
    }
}
