package io.github.imagejdiffusion.diffusion.model.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    @Test
    void followsTheCoreSchemaOfYaml12() {
        Map<String, Object> values = read("a: [yes, no, on, off, y, true, False]\n"
                + "b: [12:30, 2026-01-01, 1_000, 007, 0o7, 0x1F, 12345678901234567890]\n"
                + "c: [1.10, 1e-05, .5, -.inf, '1.5', null, ~]\n"
                + "d:\n"
                + "<<: merge\n");
        assertEquals(List.of("yes", "no", "on", "off", "y", true, false), values.get("a"));
        assertEquals(
                List.of("12:30", "2026-01-01", "1_000", "007", "0o7", 31L, new BigInteger("12345678901234567890")),
                values.get("b"));
        assertEquals(
                Arrays.asList(
                        new BigDecimal("1.10"),
                        new BigDecimal("1e-05"),
                        new BigDecimal(".5"),
                        Double.NEGATIVE_INFINITY,
                        "1.5",
                        null,
                        null),
                values.get("c"));
        assertTrue(values.containsKey("d"));
        assertEquals("merge", values.get("<<"));
    }

    @Test
    void readsAliasesByteOrderMarkAndDirective() {
        Map<String, Object> values = read("\uFEFF%YAML 1.2\n---\na: &x [1]\nb: *x\n");
        assertEquals(List.of(1L), values.get("b"));
    }

    @Test
    void valuesCannotBeChanged() {
        Map<String, Object> values = read("a: [1]");
        assertThrows(UnsupportedOperationException.class, () -> values.put("b", 1));
        assertThrows(UnsupportedOperationException.class, () -> ((List<?>) values.get("a")).remove(0));
    }

    @Test
    void refusesMoreThanFiftyAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("]\n");
        }
        assertFails("f.yaml", "aliases", bomb.toString());
    }

    @Test
    void refusesFewAliasesThatGrowHuge() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i <= 24; i++) {
            bomb.append(String.format("a%d: &a%d [*a%d, *a%d]%n", i, i, i - 1, i - 1));
        }
        assertFails("f.yaml:", "more than 100000 values once its aliases are expanded", bomb.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &a [*a]", "a: &a {b: *a}", "&a ? *a\n: 1", "&a {*a : 1}"})
    void refusesAValueThatContainsItself(String text) {
        assertFails("f.yaml", "", text);
    }

    @Test
    void refusesDeepNesting() {
        assertFails("f.yaml", "", "a: " + "[".repeat(20_000));
        assertFails("f.yaml", "", "a: " + "{a: ".repeat(5_000) + "1" + "}".repeat(5_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!java.net.URL ['http://localhost/']",
                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
                "a: !custom {b: 1}",
                "a: !!binary aGFsbG8=",
                "a: !!set {b}"
            })
    void makesNoObjects(String text) {
        assertFails("f.yaml:1:4", "is not allowed", text);
    }

    @Test
    void namesThePlaceOfAFault() {
        assertFails("f.yaml:3:1: ", "the key 'a' stands twice", "a: 1\nb: 2\na: 3\n");
        assertFails("f.yaml:2:", "is not readable as YAML", "a: 1\n\tb: 2\n");
        assertFails("f.yaml", "is not readable as YAML", "a: [1\n");
        assertFails("f.yaml:1:", "a key must be plain text", "? [1, 2]\n: 3\n");
        assertFails("f.yaml:1:4: ", "'1e99999999999' is not a number", "a: 1e99999999999");
    }

    @Test
    void refusesWhatIsNoDescription() {
        assertFails("f.yaml: ", "must be a map", "");
        assertFails("f.yaml: ", "must be a map", "just text");
        assertFails("f.yaml", "is not readable as YAML", "a: 1\n---\nb: 2\n");
        assertFails("f.yaml: ", "is not readable as YAML", "a: \u0001");
        ModelPackageException error = assertThrows(
                ModelPackageException.class, () -> YamlReader.read(new byte[] {'a', ':', ' ', (byte) 0xff}, "f.yaml"));
        assertEquals("f.yaml: is not UTF-8 text; save it as UTF-8", error.getMessage());
    }

    private static Map<String, Object> read(String text) {
        return YamlReader.read(text.getBytes(StandardCharsets.UTF_8), "f.yaml");
    }

    private static void assertFails(String place, String problem, String text) {
        String message =
                assertThrows(ModelPackageException.class, () -> read(text)).getMessage();
        assertTrue(message.startsWith(place), message);
        assertTrue(message.contains(problem), message);
        assertFalse(message.contains("\n"), message);
        assertTrue(message.length() < 300, message);
    }
}
