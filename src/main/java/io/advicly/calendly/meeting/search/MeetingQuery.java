package io.advicly.calendly.meeting.search;

import io.advicly.calendly.meeting.fact.Status;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.security.identity.EmailAddress;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Which meetings are wanted.
///
/// @param from the earliest start time, inclusive
/// @param to the latest start time, exclusive
/// @param host the URI of an account, or an address
/// @param updatedSince when it changed here last, at the earliest
/// @param after where the page before ended
public record MeetingQuery(
        Optional<String> status,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> eventUri,
        Optional<String> eventType,
        Optional<EmailAddress> inviteeEmail,
        Optional<String> host,
        Optional<Instant> updatedSince,
        int limit,
        Optional<Cursor> after) {

    /// Longer than any URI of Calendly's.
    private static final int LONGEST_URI = 1_024;

    /// @throws HttpProblem (400) that names the parameter and says what it wants
    public static MeetingQuery parse(MeetingParameters said) {
        return new MeetingQuery(
                Optional.ofNullable(said.status).map(MeetingQuery::status),
                Optional.ofNullable(said.from).map(text -> QueryParameters.time("from", text)),
                Optional.ofNullable(said.to).map(text -> QueryParameters.time("to", text)),
                Optional.ofNullable(said.eventUri).map(text -> uri("event_uri", text)),
                Optional.ofNullable(said.eventType).map(text -> uri("event_type", text)),
                Optional.ofNullable(said.inviteeEmail).map(MeetingQuery::email),
                Optional.ofNullable(said.host).map(MeetingQuery::host),
                Optional.ofNullable(said.updatedSince)
                        .map(text -> QueryParameters.time("updated_since", text)),
                QueryParameters.limit(said.limit),
                Optional.ofNullable(said.cursor).map(QueryParameters::cursor));
    }

    boolean isHostAnAddress() {
        return host.filter(text -> EmailAddress.parse(text).isPresent()).isPresent();
    }

    private static String status(String text) {
        if (text.equals(Status.ACTIVE) || text.equals(Status.CANCELED)) {
            return text;
        }
        throw QueryParameters.invalid("status must be active or canceled.");
    }

    private static String uri(String name, String text) {
        if (isUri(text)) {
            return text;
        }
        throw QueryParameters.invalid(
                name + " must be a URI as Calendly gives it, such as https://api.calendly.com/….");
    }

    private static EmailAddress email(String text) {
        return EmailAddress.parse(text)
                .filter(address -> CleanText.isClean(address.value()))
                .orElseThrow(
                        () -> QueryParameters.invalid("invitee_email must be an e-mail address."));
    }

    private static String host(String text) {
        if (isUri(text) || (EmailAddress.parse(text).isPresent() && CleanText.isClean(text))) {
            return text.strip();
        }
        throw QueryParameters.invalid(
                "host must be the URI of a user of Calendly's, or an e-mail address.");
    }

    private static boolean isUri(String text) {
        if (text.length() > LONGEST_URI || !text.matches("https?://[\\x21-\\x7e]+")) {
            return false;
        }
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && uri.getPath().length() > 1;
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }
}
