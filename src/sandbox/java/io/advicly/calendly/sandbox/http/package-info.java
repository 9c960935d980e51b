/**
 * The sandbox's own small layer over Vert.x Web: endpoints as a table of names, paths and actions;
 * replies as values.
 *
 * <p>A call to the auth host or the API passes {@link io.advicly.calendly.sandbox.http.Observed}:
 * request id, ordered faults, the action itself, and a line in the {@link
 * io.advicly.calendly.sandbox.http.RequestLog}. Pages and the control API are mounted without.
 */
@NullMarked
package io.advicly.calendly.sandbox.http;

import org.jspecify.annotations.NullMarked;
