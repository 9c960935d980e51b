/// Walks through lists that Calendly gives in pages. A function that reads one page comes in. A
/// stream of records goes out, which ends or fails.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.http.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
