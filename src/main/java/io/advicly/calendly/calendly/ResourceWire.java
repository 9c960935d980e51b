package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.UnreadableException.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// The envelope of one resource.
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record ResourceWire<T>(@Nullable T resource) {

    T content() {
        return required(resource, "resource");
    }
}
