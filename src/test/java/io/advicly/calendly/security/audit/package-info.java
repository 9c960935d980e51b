/// Statements of the audit's list, for tests.
@NullMarked
package io.advicly.calendly.security.audit;

import org.jspecify.annotations.NullMarked;
