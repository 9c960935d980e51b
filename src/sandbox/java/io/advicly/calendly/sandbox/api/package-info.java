/**
 * Calendly's API host (calendly-api.md 1.6 to 1.12).
 *
 * <p>{@link io.advicly.calendly.sandbox.api.ApiHost} is the table of what exists. Every call passes
 * {@link io.advicly.calendly.sandbox.api.Gate}: token, rate limit, scope; then a resource class
 * decides who may see what.
 */
@NullMarked
package io.advicly.calendly.sandbox.api;

import org.jspecify.annotations.NullMarked;
