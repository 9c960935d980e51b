package io.advicly.calendly.webhook.erasure;

/// How much an erasure has touched; all 0 when there was nothing, or nothing any more.
///
/// @param meetings that hold less than before
/// @param invitees in these meetings
/// @param deliveries whose bodies hold less than before
/// @param outbox messages that were removed
public record ErasureReply(int meetings, int invitees, int deliveries, int outbox) {}
