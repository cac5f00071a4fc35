package io.github.imagejdiffusion.diffusion.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path cache;

    @Test
    void unpacksOnceAndAgainOnlyWhatIsIncomplete() throws IOException {
        Path folder = NativeLibraries.unpack(environment()).orElseThrow();
        assertEquals(cache, folder.getParent());
        String name = folder.getFileName().toString();
        assertTrue(name.matches("onnxruntime(_gpu)?-1\\.\\d+\\.\\d+-" + NativeLibraries.platform()), name);
        Path main = folder.resolve(System.mapLibraryName("onnxruntime"));
        Path jni = folder.resolve(System.mapLibraryName("onnxruntime4j_jni"));
        long size = Files.size(main);
        assertTrue(size > 1 << 20, "the real library");
        Files.setLastModifiedTime(main, LONG_AGO);
        Files.write(jni, new byte[5]);

        assertEquals(Optional.of(folder), NativeLibraries.unpack(environment()));
        assertEquals(LONG_AGO, Files.getLastModifiedTime(main), "whole files are kept");
        assertTrue(Files.size(jni) > 5, "cut files are replaced");
        assertNoParts(folder);
    }

    @Test
    void processesMayUnpackAtTheSameTime() throws IOException {
        List<Optional<Path>> folders = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> NativeLibraries.unpack(environment()))
                .toList();
        assertEquals(1, folders.stream().distinct().count());
        assertNoParts(folders.get(0).orElseThrow());
    }

    @Test
    void aFolderThatCannotBeWrittenIsNotUsed() throws IOException {
        Path file = Files.createFile(cache.resolve("a-file"));
        assertEquals(
                Optional.empty(),
                NativeLibraries.unpack(
                        Map.of("IMAGEJ_DIFFUSION_CACHE", file.resolve("below").toString())));
        assertEquals(Optional.empty(), NativeLibraries.unpack(Map.of("IMAGEJ_DIFFUSION_CACHE", "not\0a path")));
    }

    @Test
    void theCacheIsWhereTheUserThenThePlatformSays() {
        assertEquals(
                Path.of("/own"),
                NativeLibraries.cacheRoot(Map.of("IMAGEJ_DIFFUSION_CACHE", "/own", "XDG_CACHE_HOME", "/xdg")));
        assertEquals(
                Path.of("/xdg/imagej-diffusion"),
                NativeLibraries.cacheRoot(Map.of("IMAGEJ_DIFFUSION_CACHE", " ", "XDG_CACHE_HOME", "/xdg")));
        assertEquals(Path.of("/local/imagej-diffusion"), NativeLibraries.cacheRoot(Map.of("LOCALAPPDATA", "/local")));
        assertEquals(
                Path.of(System.getProperty("user.home"), ".cache", "imagej-diffusion"),
                NativeLibraries.cacheRoot(Map.of()));
    }

    private Map<String, String> environment() {
        return Map.of("IMAGEJ_DIFFUSION_CACHE", cache.toString());
    }

    private static void assertNoParts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of(), files.filter(f -> f.toString().endsWith(".part")).toList());
        }
    }
}
