package io.advicly.calendly.platform.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;

/// Copies a document with null in the place of what nobody would make so: numbers without end, what
/// is nested deeper than any tree of ours, and any one thing that is larger than a hundred records.
/// Token by token, so that no stack is too small for it.
final class Cutting {

    /// More digits take longer to be understood than they are worth.
    private static final int LONGEST_NUMBER = 20_000;

    /// Less than trees may have.
    private static final int DEEPEST = 500;

    /// Where things stand that cost themselves: the records of a page, the fields of a payload or
    /// of a single record.
    private static final int THINGS = 2;

    /// A record has a hundred or two.
    private static final int LARGEST_THING = 25_000;

    /// Ten times what a page of a hundred long records has: each takes many times its bytes in
    /// memory.
    private static final int MOST_TOKENS = 250_000;

    private final JsonParser from;
    private int tokens;
    private boolean cut;

    Cutting(JsonParser from) {
        this.from = from;
    }

    /// Whether something is missing that is no number.
    boolean hasCut() {
        return cut;
    }

    TokenBuffer copy() throws IOException {
        TokenBuffer copy = new TokenBuffer(from);
        int levels = 0;
        for (JsonToken next = from.nextToken(); next != null; next = from.nextToken()) {
            if (next.isStructStart() && levels == THINGS) {
                thing(copy, next);
                continue;
            }
            levels += step(next);
            value(copy, next);
            count(1);
        }
        return copy;
    }

    private void thing(TokenBuffer copy, JsonToken start) throws IOException {
        try (TokenBuffer thing = new TokenBuffer(from)) {
            int size = toItsEnd(thing, start);
            if (size > LARGEST_THING) {
                copy.writeNull();
                cut = true;
                count(1);
            } else {
                copy.append(thing);
                count(size);
            }
        }
    }

    /// Goes to its end, and copies as much as it may have.
    ///
    /// @return how many tokens it has
    private int toItsEnd(TokenBuffer copy, JsonToken start) throws IOException {
        int size = 0;
        int levels = 0;
        for (JsonToken next = start; next != null; next = levels == 0 ? null : from.nextToken()) {
            size++;
            if (next.isStructStart() && levels == DEEPEST) {
                from.skipChildren();
                if (size <= LARGEST_THING) {
                    copy.writeNull();
                }
                cut = true;
                continue;
            }
            levels += step(next);
            if (size <= LARGEST_THING) {
                value(copy, next);
            }
        }
        return size;
    }

    private void value(TokenBuffer copy, JsonToken token) throws IOException {
        if (token.isNumeric() && from.getTextLength() > LONGEST_NUMBER) {
            copy.writeNull();
        } else {
            copy.copyCurrentEvent(from);
        }
    }

    private void count(int more) throws StreamConstraintsException {
        tokens += more;
        if (tokens > MOST_TOKENS) {
            throw new StreamConstraintsException("more than any document of Calendly's has");
        }
    }

    private static int step(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
}
