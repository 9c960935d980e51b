/// Names failures that go away by themselves, and recognises a database that is away. Exceptions of
/// drivers and pools come in. A decision goes out whether to try again.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.failure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
