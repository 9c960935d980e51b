package io.advicly.calendly.platform.openapi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/// What records tell of their JSON, and a scanner does not see: what is always there, and what may
/// be null.
final class RecordShapes {

    private static final String JACKSON = "com.fasterxml.jackson.annotation.";
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName PROPERTY = DotName.createSimple(JACKSON + "JsonProperty");
    private static final DotName INCLUDE = DotName.createSimple(JACKSON + "JsonInclude");
    private static final DotName UNWRAPPED = DotName.createSimple(JACKSON + "JsonUnwrapped");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

    private final IndexView index;

    RecordShapes(IndexView index) {
        this.index = index;
    }

    /// @param nullable whether it may have no value
    /// @param leftOut whether it is left out then
    record Field(boolean nullable, boolean leftOut) {}

    /// Fields in their order, by their names in JSON; empty where no record has these.
    Optional<Map<String, Field>> shape(String schema, Set<String> properties) {
        return index.getKnownClasses().stream()
                .filter(ClassInfo::isRecord)
                .filter(type -> schema.equals(schemaName(type)))
                .sorted(Comparator.comparing(ClassInfo::name)) // the same in every build
                .map(this::fields)
                .filter(fields -> fields.keySet().equals(properties))
                .findFirst();
    }

    private static String schemaName(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        AnnotationValue name = schema == null ? null : schema.value("name");
        return name == null ? type.simpleName() : name.asString();
    }

    private Map<String, Field> fields(ClassInfo type) {
        Map<String, Field> all = new LinkedHashMap<>();
        boolean leavesOut = leavesOut(type.declaredAnnotation(INCLUDE), false);
        for (RecordComponentInfo component : type.recordComponentsInDeclarationOrder()) {
            FieldInfo field = type.field(component.name());
            ClassInfo inner = index.getClassByName(field.type().name());
            if (field.hasDeclaredAnnotation(UNWRAPPED) && inner != null) {
                all.putAll(fields(inner));
            } else {
                all.put(
                        jsonName(field),
                        new Field(
                                field.type().hasAnnotation(NULLABLE),
                                leavesOut(field.declaredAnnotation(INCLUDE), leavesOut)));
            }
        }
        return all;
    }

    private static boolean leavesOut(@Nullable AnnotationInstance include, boolean otherwise) {
        if (include == null) {
            return otherwise;
        }
        AnnotationValue value = include.value();
        return value != null && value.asEnum().equals("NON_NULL");
    }

    private static String jsonName(FieldInfo field) {
        AnnotationInstance property = field.declaredAnnotation(PROPERTY);
        AnnotationValue name = property == null ? null : property.value();
        return name == null ? snakeCase(field.name()) : name.asString();
    }

    /// As `quarkus.jackson.property-naming-strategy` has it.
    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
