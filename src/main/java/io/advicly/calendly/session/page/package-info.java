/// The pages that a person sees, and what they are made of. Nothing but texts of ours and escaped
/// ones of others.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.session.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
