package io.github.imagejdiffusion.diffusion.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class GpuSupportTest {

    @TempDir
    private Path folder;

    @Test
    void theCpuBuildSaysWhichLibraryItLacks() {
        assumeFalse(GpuSupport.isBuiltIn(), "a build with -Pgpu");
        OnnxNetworkBuilder builder = TestGraphs.conditional().device(DeviceChoice.parse("gpu:1"));
        String message =
                assertThrows(DeviceUnusableException.class, builder::open).getMessage();
        assertTrue(message.contains(System.mapLibraryName("onnxruntime_providers_cuda")), message);
        assertTrue(message.contains("-Pgpu") && message.contains("device cpu"), message);
    }

    @Test
    void theCpuBuildFallsBackWithoutAWord() {
        assumeFalse(GpuSupport.isBuiltIn(), "a build with -Pgpu");
        List<String> warnings = new ArrayList<>();
        try (OnnxNetwork network = TestGraphs.conditional()
                .device(DeviceChoice.AUTO)
                .warnings(warnings::add)
                .open()) {
            assertEquals("cpu", network.device());
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void theGpuBuildFallsBackWithOneWarning() {
        assumeTrue(GpuSupport.isBuiltIn(), "a build without -Pgpu");
        List<String> warnings = new ArrayList<>();
        try (OnnxNetwork network = TestGraphs.conditional()
                .device(DeviceChoice.AUTO)
                .warnings(warnings::add)
                .open()) {
            assertEquals(network.device().equals("cpu") ? 1 : 0, warnings.size());
        }
    }

    @Test
    void theProbeIsAGraphThatRuns() throws IOException, OrtException {
        try (InputStream in = GpuSupport.class.getResourceAsStream("probe.onnx");
                SessionOptions options = new SessionOptions();
                OrtSession session = OnnxEngine.environment().createSession(in.readAllBytes(), options);
                OnnxTensor image = OnnxTensor.createTensor(OnnxEngine.environment(), new float[1][1][8][8]);
                OrtSession.Result result = session.run(Map.of("image", image))) {
            assertEquals(1, result.size());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesTheBlamedLibraryFirstAndThenTheOthersThatAreNotThere() throws IOException {
        Set.of("libcuda.so.1", "libcudart.so.12", "libcublas.so.12", "libcublasLt.so.12", "libcurand.so.10")
                .forEach(this::touch);
        String reason = "Failed to load library /x/libonnxruntime_providers_cuda.so with error: libcublasLt.so.12:"
                + " cannot open shared object file: No such file or directory";
        assertEquals(
                List.of("libcublasLt.so.12", "libcufft.so.11", "libcudnn.so.9"),
                List.copyOf(GpuSupport.missing(reason, List.of(folder))));
        assertEquals(
                List.of("libcufft.so.11", "libcudnn.so.9"),
                List.copyOf(GpuSupport.missing("no CUDA-capable device is detected", List.of(folder))));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsLibrariesInTheFirstFolderThatHasThem() throws IOException {
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.createFile(second.resolve("libcudnn.so.9"));
        List<LibrarySearch> found =
                LibrarySearch.of(List.of("cudnn:9", "cudart:12"), List.of(folder, second, Path.of("/no/such/folder")));
        assertEquals(second.resolve("libcudnn.so.9"), found.get(0).found().orElseThrow());
        assertEquals("libcudart.so.12", found.get(1).fileName());
        assertTrue(found.get(1).found().isEmpty());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void looksWhereTheLoaderLooks() throws IOException {
        Files.writeString(folder.resolve("b.conf"), "# comment\n/opt/b\n\ninclude other\n");
        Files.writeString(folder.resolve("a.conf"), "/opt/a \n");
        Files.writeString(folder.resolve("c.txt"), "/opt/c\n");
        List<Path> folders = LibraryFolders.onUnix(Map.of("LD_LIBRARY_PATH", "/own:\"/quoted\"::/opt/a"), folder);
        assertEquals(
                List.of(Path.of("/own"), Path.of("/quoted"), Path.of("/opt/a"), Path.of("/opt/b")),
                folders.subList(0, 4));
        assertTrue(folders.contains(Path.of("/usr/local/cuda/lib64")));
        assertEquals(Set.copyOf(folders).size(), folders.size());
        assertTrue(LibraryFolders.onUnix(Map.of(), folder.resolve("missing")).contains(Path.of("/usr/lib64")));
    }

    @Test
    void theReportSaysWhatRunsWhereAndWhatWasLookedFor() {
        String report = String.join("\n", DeviceReport.lines());
        assertTrue(report.contains("ONNX Runtime 1."), report);
        assertTrue(report.contains("DJL "), report);
        assertTrue(report.contains("CPU"), report);
        assertTrue(report.contains("gpu device: "), report);
        for (LibrarySearch library : LibrarySearch.of(GpuSupport.LIBRARIES, List.of())) {
            assertTrue(report.contains(library.fileName()), report);
        }
    }

    private void touch(String name) {
        try {
            Files.createFile(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
