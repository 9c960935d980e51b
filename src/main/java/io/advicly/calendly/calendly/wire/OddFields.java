package io.advicly.calendly.calendly.wire;

/// Told of fields that are of another type than Calendly documents, and left out for it.
public interface OddFields {

    /// @param field a name of ours, hence one of few
    void found(String field);

    /// The same for what is inside a field.
    default OddFields in(String outer) {
        return field -> found(outer + "." + field);
    }
}
