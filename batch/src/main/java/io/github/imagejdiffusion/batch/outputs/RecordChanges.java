package io.github.imagejdiffusion.batch.outputs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Tells in words what differs between two identities of a result. */
final class RecordChanges {

    private static final Set<String> OF_THE_FILE = Set.of("file", "bytes", "modified", "format", "pixel_type");

    private RecordChanges() {}

    /** For example {@code the file has changed, steps was 1}; empty if nothing differs. */
    static String between(JsonObject before, JsonObject now) {
        Map<String, String> old = leaves(before);
        Map<String, String> wanted = leaves(now);
        Set<String> keys = new LinkedHashSet<>(wanted.keySet());
        keys.addAll(old.keySet());
        Set<String> changes = new LinkedHashSet<>();
        for (String key : keys) {
            String was = old.getOrDefault(key, "not set");
            if (!was.equals(wanted.getOrDefault(key, "not set"))) {
                changes.add(inWords(key, was));
            }
        }
        return String.join(", ", changes);
    }

    private static String inWords(String key, String was) {
        String name = key.substring(key.indexOf('.') + 1);
        if (key.startsWith("model.")) {
            return "the model has changed";
        }
        return key.startsWith("input.") && OF_THE_FILE.contains(name) ? "the file has changed" : name + " was " + was;
    }

    /** Values as text: what was read and what was set must not differ for the sake of number types. */
    private static Map<String, String> leaves(JsonObject object) {
        Map<String, String> leaves = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            if (entry.getValue() instanceof JsonObject inner) {
                leaves(inner).forEach((key, value) -> leaves.put(entry.getKey() + "." + key, value));
            } else {
                leaves.put(entry.getKey(), entry.getValue().toString());
            }
        }
        return leaves;
    }
}
