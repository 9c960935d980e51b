/// What runs, for operators. The configuration and the database's record of migrations come in.
/// What is in force goes out, and where it comes from, without secrets.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.system;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
