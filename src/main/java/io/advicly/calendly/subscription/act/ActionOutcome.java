package io.advicly.calendly.subscription.act;

/// How a step ended. No outcome of one step keeps another from being tried.
sealed interface ActionOutcome {

    /// It is as the step wanted it.
    record Done() implements ActionOutcome {}

    /// Calendly's answer has taught something: decide again.
    record Refused(String words) implements ActionOutcome {}

    /// Calendly was away, or not clear: it is tried again later.
    record Later(Throwable failure) implements ActionOutcome {}

    /// A step that must come before was not done.
    record Skipped() implements ActionOutcome {}
}
