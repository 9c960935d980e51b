package io.advicly.calendly.calendly;

import io.advicly.calendly.security.cipher.SecretString;

/// What calls on an account's behalf are made with: its access token, and a note of the calls.
///
/// @param requestIds shared by all calls of one piece of work, so that its journal entry can name
///   them
/// @param unread what could not be read meanwhile
public record Access(SecretString token, RequestIds requestIds, Unread unread) {

    public Access(SecretString token, RequestIds requestIds) {
        this(token, requestIds, new Unread());
    }

    public static Access with(SecretString token) {
        return new Access(token, new RequestIds());
    }
}
