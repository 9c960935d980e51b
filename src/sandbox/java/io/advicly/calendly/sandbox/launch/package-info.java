/// Runs the service together with what it needs: an embedded PostgreSQL and the sandbox.
@NullMarked
package io.advicly.calendly.sandbox.launch;

import org.jspecify.annotations.NullMarked;
