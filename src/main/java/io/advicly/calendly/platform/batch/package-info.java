/// Has many callers share one call. Single items come in. Batches go out, and each caller gets its
/// own result.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.batch;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
