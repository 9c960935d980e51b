/**
 * The state as Calendly writes it: resource URIs, time stamps, and one class per kind of JSON body.
 */
@NullMarked
package io.advicly.calendly.sandbox.wire;

import org.jspecify.annotations.NullMarked;
