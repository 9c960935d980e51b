package io.advicly.calendly.sandbox.http;

/** Ends an action early with its answer. Without a stack trace: it is an answer, not a failure. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SandboxReply reply;

    public Refusal(SandboxReply reply) {
        super("refused with " + reply.status(), null, false, false);
        this.reply = reply;
    }

    public SandboxReply reply() {
        return reply;
    }
}
