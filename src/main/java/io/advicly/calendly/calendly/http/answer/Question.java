package io.advicly.calendly.calendly.http.answer;

import com.fasterxml.jackson.databind.JsonNode;

/// What was asked of Calendly, and what it answers to that according to its documentation.
public enum Question {

    /// One resource, read or created (docs/calendly-api.md 1.6, 1.8, 1.11). Whatever stands in its
    /// place: a record that cannot be read is no fault of the host's, this one neither.
    RESOURCE {
        @Override
        boolean isAnsweredBy(Reply reply) {
            return isTold(reply) && reply.json().has("resource");
        }
    },

    /// A page of a list. Its records count, whatever it says about how it goes on.
    PAGE {
        @Override
        boolean isAnsweredBy(Reply reply) {
            return isTold(reply) && reply.json().path("collection").isArray();
        }
    },

    /// Deleting a resource.
    DELETION {
        @Override
        boolean isAnsweredBy(Reply reply) {
            return reply.status() == 204;
        }
    },

    /// A grant, for a code or a refresh token (docs/calendly-api.md 1.3). By whatever success: what
    /// was sent for it is used up, and nobody else has it.
    GRANT {
        @Override
        boolean isAnsweredBy(Reply reply) {
            return reply.status() / 100 == 2
                    && isText(reply.json().path("access_token"))
                    && isText(reply.json().path("refresh_token"));
        }
    },

    /// Ending a token: nothing is answered, or `{}` (docs/calendly-api.md 1.5).
    REVOCATION {
        @Override
        boolean isAnsweredBy(Reply reply) {
            boolean says = reply.isEmpty() || reply.json().isObject();
            return reply.status() == 200 && says && !reply.json().has("error");
        }
    };

    /// Whether this is the success that Calendly documents.
    abstract boolean isAnsweredBy(Reply reply);

    /// The OAuth host speaks of `error`, the API's of `title` and `message` (docs/calendly-api.md
    /// 1.12).
    boolean isOfOAuth() {
        return switch (this) {
            case GRANT, REVOCATION -> true;
            case RESOURCE, PAGE, DELETION -> false;
        };
    }

    private static boolean isTold(Reply reply) {
        return reply.status() == 200 || reply.status() == 201;
    }

    private static boolean isText(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank();
    }
}
