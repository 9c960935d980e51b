package io.advicly.calendly.meeting.redaction;

/// A name that must not stand in an event's name any more.
///
/// @param tenant who has erased it
/// @param words see [Names#words]
public record ErasedName(String tenant, String eventUri, String words) {

    @Override
    public String toString() {
        return "ErasedName[]";
    }
}
