package io.advicly.calendly;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A bean is made when it is first used: a gauge that it registers would be missing until then, and
/// an alert on it would say nothing.
class GaugesTest {

    @Test
    void areThereFromTheStart() {
        List<String> late =
                ArchitectureTest.CODE.stream()
                        .filter(GaugesTest::registersOne)
                        .filter(it -> !isMadeAtTheStart(it))
                        .map(JavaClass::getName)
                        .toList();
        assertThat(late).isEmpty();
    }

    private static boolean registersOne(JavaClass code) {
        return code.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().isAssignableTo(MeterRegistry.class))
                .anyMatch(call -> call.getName().startsWith("gauge"));
    }

    private static boolean isMadeAtTheStart(JavaClass code) {
        return code.isAnnotatedWith(Startup.class)
                || code.getMethods().stream()
                        .anyMatch(it -> it.isAnnotatedWith(Scheduled.class) || hearsOfTheStart(it));
    }

    private static boolean hearsOfTheStart(JavaMethod method) {
        return method.getRawParameterTypes().stream()
                .anyMatch(it -> it.isEquivalentTo(StartupEvent.class));
    }
}
