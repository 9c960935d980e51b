package io.advicly.calendly.lifecycle.find;

import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.text.CleanText;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something that somebody knows of whoever sees no meetings. Pure.
///
/// @param text as it is looked for
/// @param id where it is an id of ours
record Clue(Kind kind, String text, @Nullable UUID id) {

    /// What it looks like. A name may be a user's, a tenant's, or the id of a request.
    enum Kind {
        ID,
        ADDRESS,
        ACCOUNT,
        ORGANIZATION,
        EVENT,
        INVITEE,
        HOOK,
        NAME;

        /// As it is told.
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST = 1_000;

    private static final Pattern CALENDLYS =
            Pattern.compile(
                    "https?://[^/\\s]+/(users|organizations|scheduled_events|webhook_subscriptions)/[^/?#\\s]+(/invitees/[^/?#\\s]+)?");

    /// @throws io.quarkiverse.resteasy.problem.HttpProblem (400) for what says nothing
    static Clue read(@Nullable String q) {
        String text = q == null ? "" : CleanText.of(q).strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw QueryParameters.invalid(
                    "q must be what is known: a user, an e-mail address, a tenant, a URI of Calendly's, an id.");
        }
        UUID id = uuid(text);
        if (id != null) {
            return new Clue(Kind.ID, text, id);
        }
        Matcher uri = CALENDLYS.matcher(text);
        if (uri.matches()) {
            return new Clue(kind(uri.group(1), uri.group(2)), text, null);
        }
        return new Clue(text.contains("@") ? Kind.ADDRESS : Kind.NAME, text, null);
    }

    /// The scheduled event that an invitee's URI names too.
    String event() {
        int invitees = text.indexOf("/invitees/");
        return invitees < 0 ? text : text.substring(0, invitees);
    }

    private static Kind kind(String collection, @Nullable String invitee) {
        return switch (collection) {
            case "users" -> Kind.ACCOUNT;
            case "organizations" -> Kind.ORGANIZATION;
            case "webhook_subscriptions" -> Kind.HOOK;
            default -> invitee == null ? Kind.EVENT : Kind.INVITEE;
        };
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
