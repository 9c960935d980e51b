/// Statements of the operators' lists of destinations, for tests.
@NullMarked
package io.advicly.calendly.destination.operator;

import org.jspecify.annotations.NullMarked;
