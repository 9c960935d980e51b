/// The demo page and the component, in a real browser.
@NullMarked
package io.advicly.calendly.browser;

import org.jspecify.annotations.NullMarked;
