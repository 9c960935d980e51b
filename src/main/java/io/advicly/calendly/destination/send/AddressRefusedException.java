package io.advicly.calendly.destination.send;

/// Nothing is sent there. The message says why, to whoever has given the address.
public final class AddressRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AddressRefusedException(String why) {
        super(why);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
