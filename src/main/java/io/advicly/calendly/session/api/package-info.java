/// What a page of the product does with a session.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.session.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
