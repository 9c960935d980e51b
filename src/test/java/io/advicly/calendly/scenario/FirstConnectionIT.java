package io.advicly.calendly.scenario;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

/// The same against the packaged service: the jar, or the native executable.
@Tag("jar")
@QuarkusIntegrationTest
class FirstConnectionIT extends FirstConnectionTest {}
