package io.advicly.calendly.sandbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** One sandbox per test class, at its seed before each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SandboxCase {
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withAnyPort());
    protected final Browser browser = new Browser(sandbox.baseUrl());

    @BeforeEach
    void reset() {
        browser.post("/_control/reset", "");
    }

    @AfterAll
    void close() {
        sandbox.close();
    }
}
