package io.github.imagejdiffusion.diffusion.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The first touch of the engine, each time in a JVM of its own. */
class EngineStartTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path home;

    @Test
    void startsUnderAForeignClassLoaderWithoutTelemetryFromTheSharedNatives() throws Exception {
        String output = FreshJvm.run(home, folder, List.of());
        assertTrue(output.contains("predicted 1.0"), output);
        assertTrue(output.contains("loader kept: true"), output);
        assertTrue(output.contains("natives: " + folder), output);
        assertTrue(output.contains("called home: 0"), output);
        assertTrue(output.endsWith("exit 0"), output);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "reports by other means there")
    void onnxRuntimeKeepsNoIdentifierOfTheComputer() throws Exception {
        String output = FreshJvm.run(home, folder, List.of());
        assertTrue(output.contains("predicted 1.0"), output);
        try (Stream<Path> files = Files.walk(home)) {
            assertEquals(
                    List.of(),
                    files.filter(f -> f.toString().contains("Microsoft")).toList(),
                    "what ONNX Runtime's telemetry leaves");
        }
    }

    @Test
    void startsWhereTheCacheCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String output = FreshJvm.run(home, file.resolve("below"), List.of());
        assertTrue(output.contains("predicted 1.0"), output);
        assertTrue(output.contains("natives: null"), output);
    }

    @Test
    void theUsersOwnNativesAreRespectedAndBlamed() throws Exception {
        String output = FreshJvm.run(home, folder, List.of("-Donnxruntime.native.path=" + folder.resolve("empty")));
        assertTrue(output.contains("unusable: ONNX Runtime's native library cannot be loaded"), output);
        assertTrue(output.contains("from " + folder.resolve("empty")), output);
        assertTrue(Files.notExists(folder.resolve("empty")), output);
    }

    @Test
    void saysSoWhenAnotherPluginWasFirst() throws Exception {
        String output = FreshJvm.run(home, folder, List.of(), "runtime-first");
        assertEquals(
                2,
                output.lines()
                        .filter(l -> l.startsWith("unusable: ONNX Runtime was already started by another plugin"))
                        .count(),
                output);
    }

    @Test
    void aDamagedLibraryIsBlamedOnItsFolder() throws IOException, InterruptedException {
        Path natives = Files.createDirectory(folder.resolve("natives"));
        for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
            Files.write(natives.resolve(System.mapLibraryName(name)), new byte[100]);
        }
        String output = FreshJvm.run(home, folder, List.of("-Donnxruntime.native.path=" + natives));
        assertTrue(output.contains("unusable: ONNX Runtime's native library cannot be loaded"), output);
        assertTrue(output.contains("from " + natives), output);
    }

    @Test
    void aTemporaryFolderThatCannotBeWrittenIsBlamed() throws IOException, InterruptedException {
        Path none = folder.resolve("none");
        String output = FreshJvm.run(home, folder, List.of("-Djava.io.tmpdir=" + none));
        assertTrue(output.contains("unusable: the temporary folder " + none + " cannot be written"), output);
    }
}
