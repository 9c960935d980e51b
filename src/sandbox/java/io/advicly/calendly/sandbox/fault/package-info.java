/** Ordered failures: which of the next calls go wrong, and how. */
@NullMarked
package io.advicly.calendly.sandbox.fault;

import org.jspecify.annotations.NullMarked;
