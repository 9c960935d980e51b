package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;

/** Answers a call whose token is good and has the scope. */
@FunctionalInterface
public interface ApiAction {
    SandboxReply answer(ApiCaller caller, Call call);
}
