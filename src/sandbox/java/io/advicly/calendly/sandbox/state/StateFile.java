package io.advicly.calendly.sandbox.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.advicly.calendly.sandbox.state.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A whole world as a JSON file, replaced atomically so that a killed process leaves the old one or
 * the new one.
 */
public final class StateFile {
    private final ObjectMapper mapper =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                    .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                    .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .build();
    private final Path file;

    public StateFile(Path file) {
        this.file = file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** The world as it is now; to be called on the thread that owns it. */
    public byte[] capture(World world) throws IOException {
        ObjectNode root = mapper.createObjectNode();
        for (Table<?> table : world.tables()) {
            ArrayNode rows = root.putArray(table.name());
            table.all().forEach(row -> rows.add(mapper.<JsonNode>valueToTree(row)));
        }
        return mapper.writeValueAsBytes(root);
    }

    public void write(byte[] captured) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, captured);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Fails when the file is of another version of the sandbox; the caller then starts from the
     * seed.
     */
    public void restore(World world) throws IOException {
        JsonNode root = mapper.readTree(file.toFile());
        for (Table<?> table : world.tables()) {
            fill(table, root.path(table.name()));
        }
    }

    /** Keeps what could not be read, under another name. */
    public void setAside() throws IOException {
        Files.move(
                file,
                file.resolveSibling(file.getFileName() + ".unreadable"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private <V> void fill(Table<V> table, JsonNode rows) throws IOException {
        for (JsonNode row : rows) {
            table.put(mapper.treeToValue(row, table.type()));
        }
    }
}
