package io.advicly.calendly.platform.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/// Puts what a scanner has found together with the words (docs/api.md), once, at build time.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final IndexView index;

    /// @param index of all classes; the scanner's framework gives it
    public ApiDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        OpenAPI told = model(told(tree(document), index));
        document.setPaths(told.getPaths());
        document.setComponents(told.getComponents());
    }

    /// Pure.
    static ObjectNode told(ObjectNode scanned, IndexView index) {
        ApiWords words = ApiWords.read();
        new SchemaWriter(scanned, words, new RecordShapes(index)).write();
        new OperationWriter(scanned, words).write();
        new UnusedParts(scanned).remove();
        new ExampleWriter(scanned).write();
        return scanned;
    }

    private static ObjectNode tree(OpenAPI document) {
        try {
            String text = plain().withInitialModel(document).build().toJSON();
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static OpenAPI model(ObjectNode tree) {
        byte[] text = tree.toString().getBytes(StandardCharsets.UTF_8);
        return plain().withCustomStaticFile(() -> new ByteArrayInputStream(text)).build().model();
    }

    private static SmallRyeOpenAPI.Builder plain() {
        return SmallRyeOpenAPI.builder()
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false);
    }
}
