package io.advicly.calendly.sandbox.state.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Fields of an invitee or an event that no page of the sandbox fills in: a payment, notes. They are
 * shown as they are, in deliveries and the API alike.
 *
 * @param id the invitee's or the event's
 */
public record Extra(String id, ObjectNode fields) {}
