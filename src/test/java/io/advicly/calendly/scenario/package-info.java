/// Whole flows over HTTP, against the sandbox. Each runs in the test JVM and, as an integration
/// test, against the packaged jar or the native executable.
@NullMarked
package io.advicly.calendly.scenario;

import org.jspecify.annotations.NullMarked;
