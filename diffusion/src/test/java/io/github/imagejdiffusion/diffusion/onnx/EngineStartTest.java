package io.github.imagejdiffusion.diffusion.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first touch of the engine, each time in a JVM of its own. */
class EngineStartTest {

    @TempDir
    private Path folder;

    @Test
    void startsUnderAForeignClassLoaderWithoutTelemetryFromTheSharedNatives() throws Exception {
        String output = FreshJvm.run(folder, List.of());
        assertTrue(output.contains("predicted 1.0"), output);
        assertTrue(output.contains("loader kept: true"), output);
        assertTrue(output.contains("natives: " + folder), output);
        assertTrue(output.contains("called home: 0"), output);
        assertTrue(output.endsWith("exit 0"), output);
    }

    @Test
    void startsWhereTheCacheCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String output = FreshJvm.run(file.resolve("below"), List.of());
        assertTrue(output.contains("predicted 1.0"), output);
        assertTrue(output.contains("natives: null"), output);
    }

    @Test
    void theUsersOwnNativesAreRespectedAndBlamed() throws Exception {
        String output = FreshJvm.run(folder, List.of("-Donnxruntime.native.path=" + folder.resolve("empty")));
        assertTrue(output.contains("unusable: ONNX Runtime's native library cannot be loaded"), output);
        assertTrue(output.contains("from " + folder.resolve("empty")), output);
        assertTrue(Files.notExists(folder.resolve("empty")), output);
    }

    @Test
    void saysSoWhenAnotherPluginWasFirst() throws Exception {
        String output = FreshJvm.run(folder, List.of(), "runtime-first");
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
        String output = FreshJvm.run(folder, List.of("-Donnxruntime.native.path=" + natives));
        assertTrue(output.contains("unusable: ONNX Runtime's native library cannot be loaded"), output);
        assertTrue(output.contains("from " + natives), output);
    }
}
