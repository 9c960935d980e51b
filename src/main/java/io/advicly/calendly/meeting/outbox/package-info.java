/// Notes every change in the change log and, where it is enabled, in an outbox table for Debezium.
/// Changes come in from a projection or an erasure. Rows go out that streams and connectors read.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
