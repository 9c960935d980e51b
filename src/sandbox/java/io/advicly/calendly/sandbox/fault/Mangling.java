package io.advicly.calendly.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one place in a true answer.
 *
 * @param item which record of a collection, by its number from 1 or by its id; null stands for each
 *     of them, and for the one that an answer without a collection has
 * @param field the way to a field of the record, through objects and lists; empty stands for the
 *     record itself
 * @param value what stands there instead; null (not JSON's null) stands for nothing at all
 */
public record Mangling(@Nullable String item, List<String> field, @Nullable JsonNode value) {}
