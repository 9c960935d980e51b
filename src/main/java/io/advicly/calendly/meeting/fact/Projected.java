package io.advicly.calendly.meeting.fact;

/// What a projection did.
///
/// @param hosts how many connections of ours host the event; 0: nobody here may see it, nothing is
///   stored
/// @param changed how many of their meetings are different now; 0: nothing new was said
public record Projected(int hosts, int changed) {}
