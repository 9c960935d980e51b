package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Somebody who is invited, and in no other test.
///
/// @param tenant whose organizations invite them
public record Guest(String address, String name, String tenant) {

    public static Guest somebodyNew() {
        String number = Samples.newPrefix();
        return new Guest(
                "Grace." + number + "@Example.test", "Gracious" + number, "tenant-" + number);
    }

    public byte[] body(Installation.Organization organization, String sample) {
        return text(organization, sample).getBytes(UTF_8);
    }

    public String text(Installation.Organization organization, String sample) {
        return new String(organization.body(sample), UTF_8)
                .replace("guest@example.test", address)
                .replace("Grace Guest", name + " Guest");
    }

    /// Another invitee's meeting, with the address among the guests and in an answer.
    public byte[] guestOf(Installation.Organization organization) {
        return text(organization, "invitee.created")
                .replace(address, "other@example.test")
                .replace(name, "Other")
                .replace("plusone@example.test", address)
                .replace("Renewal", "bring " + address + ".")
                .replace("EVT0001", "EVT0009")
                .replace("INV0001", "INV0009")
                .getBytes(UTF_8);
    }

    /// An event that is not projected.
    public String contact() {
        return "{\"event\":\"contact.created\",\"payload\":{\"name\":\"%s\",\"email\":\"%s\"}}"
                .formatted(name, address);
    }
}
