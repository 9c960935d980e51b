/// Takes a person's address and names out of texts and facts (pure). Addresses, names and texts
/// that may mention them come in. The same texts and facts go out without the person.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.redaction;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
