package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Reply;
import io.advicly.calendly.sandbox.oauth.Caller;

/** Answers a call whose token is good and has the scope. */
@FunctionalInterface
public interface ApiAction {
    Reply answer(Caller caller, Call call);
}
