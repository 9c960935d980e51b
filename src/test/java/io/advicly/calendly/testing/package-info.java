/// What tests share: a database, bearer tokens, configuration.
@NullMarked
package io.advicly.calendly.testing;

import org.jspecify.annotations.NullMarked;
