package io.advicly.calendly.sandbox.http;

/** Answers a call, at once: every action works on memory only. */
@FunctionalInterface
public interface Action {
    SandboxReply answer(Call call);
}
