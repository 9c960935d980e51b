package io.advicly.calendly.sandbox.state.grant;

/** A value that must never be found in a client's database or log in the clear. */
public record Secret(String value, String kind) {

    @Override
    public String toString() {
        return "Secret[" + kind + "]";
    }
}
