package io.advicly.calendly.calendly.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records as far as they could be read: one that cannot be takes no other with it.
///
/// @param records in the order given
/// @param leftOut those that lack what we need
/// @param oddFields what was left out of the others
public record Sifted<R>(List<R> records, List<LeftOut> leftOut, List<String> oddFields) {

    /// Puts a record into our language.
    public interface Mapping<W, R> {

        /// @param odd told what is left out of it
        /// @return null for what has no place in our language: it is left out, but is no failure.
        ///   Fails with [UnreadableException] for what lacks something we need
        @Nullable R map(W wire, OddFields odd);
    }

    public static <W, R> Sifted<R> of(
            Iterable<JsonNode> all, Class<W> type, Mapping<W, R> mapping) {
        return of(all, type, false, mapping);
    }

    /// Where nothing may be misunderstood: an odd field costs the record, needed or not.
    public static <W, R> Sifted<R> exactly(
            Iterable<JsonNode> all, Class<W> type, Mapping<W, R> mapping) {
        return of(all, type, true, mapping);
    }

    private static <W, R> Sifted<R> of(
            Iterable<JsonNode> all, Class<W> type, boolean exactly, Mapping<W, R> mapping) {
        List<R> records = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        List<String> oddFields = new ArrayList<>();
        for (JsonNode json : all) {
            List<String> odd = new ArrayList<>();
            try {
                W wire = WireJson.read(json, type, odd::add);
                if (exactly && !odd.isEmpty()) {
                    throw UnreadableException.odd(odd.getFirst());
                }
                R mapped = mapping.map(wire, odd::add);
                if (mapped != null) {
                    records.add(mapped);
                }
                oddFields.addAll(odd);
            } catch (UnreadableException unreadable) {
                leftOut.add(LeftOut.of(json, unreadable.given(odd)));
            }
        }
        return new Sifted<>(List.copyOf(records), List.copyOf(leftOut), List.copyOf(oddFields));
    }
}
