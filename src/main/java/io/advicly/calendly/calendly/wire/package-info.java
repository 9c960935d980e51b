/// Reads Calendly's JSON into records, as far as it can be read (ADR 23), and writes what is sent.
/// The text of an answer or of a delivery comes in. Clean records go out, with a note of the fields
/// that were left out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
