package io.advicly.calendly.calendly;

import io.advicly.calendly.security.SecretString;

/// What calls on an account's behalf are made with: its access token, and a note of the calls.
///
/// @param requestIds shared by all calls of one piece of work, so that its journal entry can name
///   them
public record Access(SecretString token, RequestIds requestIds) {

    public static Access with(SecretString token) {
        return new Access(token, new RequestIds());
    }
}
