/**
 * The way out: who hears of what happened, signed how, tried how often (calendly-api.md 1.8 and
 * 1.9).
 *
 * <pre>
 * Deliveries ─▶ Dispatcher ─▶ Transmission ─▶ Sender ─▶ POST
 *  matches       holds,        signs, counts   one HTTP
 *  and writes    reorders,     attempts,       call
 *  the body      delays        retries ─▶ Health: retry_started_at, disabled
 * </pre>
 *
 * <p>Retries run on {@link io.advicly.calendly.sandbox.delivery.DeliveryClock}, whose day may last
 * minutes.
 */
@NullMarked
package io.advicly.calendly.sandbox.delivery;

import org.jspecify.annotations.NullMarked;
