/// Destinations of all tenants for operators: how they are, how far behind, and what they have
/// answered. Filters come in, and orders to test, to resume or to make a new secret, each with a
/// reason. Pages go out, and what a backend could do itself is done in its place.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.destination.operator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
