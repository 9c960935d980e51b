/// What answers may take of the memory.
@NullMarked
package io.advicly.calendly.calendly.http.limit;

import org.jspecify.annotations.NullMarked;
