package io.github.imagejdiffusion.imagej.entry;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionTest {

    @ParameterizedTest
    @CsvSource({"1.8, 8", "9, 9", "11, 11", "16, 16"})
    void oldJavaIsNamedWithWhatToDo(String specification, String shown) {
        String problem = JavaVersion.problem(specification);
        assertTrue(problem.startsWith("Diffusion needs Java 17 or newer, but this ImageJ runs on Java " + shown + "."));
        assertTrue(problem.contains("https://fiji.sc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25", "100"})
    void newJavaIsFine(String specification) {
        assertNull(JavaVersion.problem(specification));
    }
}
