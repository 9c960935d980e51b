package io.advicly.calendly.sandbox.fault;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a fault does to the call it hits, after its delay. */
public sealed interface Effect {

    /** Nothing more: the call was only slow. */
    record Pass() implements Effect {}

    /**
     * Another answer than the true one; a null body stands for the host's usual body for that
     * status.
     */
    record Answer(int status, Map<String, String> headers, @Nullable String body)
            implements Effect {}

    /** The connection is closed without an answer. */
    record Cut() implements Effect {}

    /** An answer that says it is JSON and is not. */
    record Garbage() implements Effect {}

    /** The first half of the true answer. */
    record Truncated() implements Effect {}

    /** The true answer, in which records or fields of them are others or missing. */
    record Mangled(List<Mangling> manglings) implements Effect {}
}
