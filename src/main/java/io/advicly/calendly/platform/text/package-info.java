/// Takes out of texts what PostgreSQL and logs cannot hold (ADR 26). Texts and JSON from outside
/// come in. Clean ones go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
