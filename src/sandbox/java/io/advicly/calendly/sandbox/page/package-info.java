/**
 * HTML out of templates in the resources: no script, no external resource, everything that is
 * filled in escaped.
 */
@NullMarked
package io.advicly.calendly.sandbox.page;

import org.jspecify.annotations.NullMarked;
