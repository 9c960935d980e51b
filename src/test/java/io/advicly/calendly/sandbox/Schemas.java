package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The objects that Calendly documents, as schemas written by hand ({@code sandbox-schemas}): a
 * field too many is as wrong as one too few.
 */
final class Schemas {
    private static final String BASE = "https://sandbox.test/schemas/";
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    builder ->
                            builder.schemaMappers(mappers ->
                                    mappers.mapPrefix(BASE, "classpath:sandbox-schemas/")));
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

    private Schemas() {}

    static void check(String schema, JsonNode json) {
        JsonSchema known =
                READ.computeIfAbsent(
                        schema,
                        name ->
                                FACTORY.getSchema(
                                        SchemaLocation.of(BASE + name + ".json"), CONFIG));
        assertThat(known.validate(json)).as("%s: %s", schema, json).isEmpty();
    }

    static JsonNode resource(String schema, int status, GivenAnswer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().properties()).hasSize(1);
        check(schema, answer.resource());
        return answer.resource();
    }

    /** Every item, and the pages. */
    static JsonNode collection(String schema, GivenAnswer answer) {
        check("pagination", answer.json().path("pagination"));
        return items(schema, answer);
    }

    /** Every item of a collection that has no pages. */
    static JsonNode items(String schema, GivenAnswer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.collection()).as(schema).isNotEmpty();
        answer.collection().forEach(item -> check(schema, item));
        return answer.collection();
    }

    static void error(int status, GivenAnswer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        check("error", answer.json());
    }
}
