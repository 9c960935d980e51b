/// Answers the product's calls: connect, look, sync now, disconnect. Signed-in users' HTTP calls
/// come in. Replies or problems go out; the steps are those of the other rooms.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.lifecycle.connect;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
