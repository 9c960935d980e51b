@NullMarked
package io.advicly.calendly.feed;

import org.jspecify.annotations.NullMarked;
