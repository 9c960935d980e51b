package io.advicly.calendly.scenario;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/// The same against the packaged service: the jar, or the native executable.
@QuarkusIntegrationTest
class RefreshIT extends RefreshTest {}
