package io.github.imagejdiffusion.batch.outputs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordChangesTest {

    private static final String BEFORE =
            """
            {"input": {"file": "a.tif", "bytes": 10, "modified": 7, "z": "1-3"},
             "model": {"name": "m", "sha256": "ab"},
             "options": {"steps": 1, "threshold": 0.5, "seed": 9007199254740993}}""";

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"steps\": 1 | \"steps\": 2 | steps was 1",
                "\"modified\": 7 | \"modified\": 8 | the file has changed",
                "\"bytes\": 10, \"modified\": 7 | \"bytes\": 9, \"modified\": 8 | the file has changed",
                "\"z\": \"1-3\" | \"z\": \"2\" | z was \"1-3\"",
                "\"sha256\": \"ab\" | \"sha256\": \"cd\" | the model has changed",
                "\"threshold\": 0.5 | \"threshold\": 0.5, \"diameter\": 30 | diameter was not set",
                "\"threshold\": 0.5, |  | threshold was 0.5",
                "9007199254740993 | 9007199254740992 | seed was 9007199254740993",
            })
    void saysWhatHasChanged(String from, String to, String words) {
        String now = BEFORE.replace(from, to == null ? "" : to);
        assertEquals(words, RecordChanges.between(json(BEFORE), json(now)));
    }

    @Test
    void numbersReadAndNumbersSetAreEqual() {
        JsonObject set = new JsonObject();
        set.addProperty("seed", 9007199254740993L);
        set.addProperty("threshold", 0.5);
        set.addProperty("steps", 3);
        assertEquals("", RecordChanges.between(json(set.toString()), set));
    }
}
