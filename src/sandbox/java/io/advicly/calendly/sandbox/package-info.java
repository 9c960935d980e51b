/**
 * The sandbox: a Calendly look-alike that development, demo, tests and benchmarks run against.
 * Never in the production build.
 *
 * <p>It knows nothing of the service and the service nothing of it. One port is the auth host, the
 * API host, the pages, the control API and the demo product's login; one event loop does
 * everything, so there is one order of things and no lock.
 *
 * <pre>
 * Sandbox ─▶ control ─▶ oauth, api, booking, delivery ─▶ wire ─▶ http ─▶ fault, state
 *         ─▶ login, seed, page
 * </pre>
 */
@NullMarked
package io.advicly.calendly.sandbox;

import org.jspecify.annotations.NullMarked;
