package io.github.imagejdiffusion.diffusion.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One shared library and where it was looked for.
 *
 * @param fileName the platform's file name, for example {@code libcudnn.so.9}
 * @param found the first folder entry that matched
 * @param searched the folders that were looked into, in order
 */
record LibrarySearch(String fileName, Optional<Path> found, List<Path> searched) {

    /** @param libraries {@code name:major} pairs */
    static List<LibrarySearch> of(List<String> libraries) {
        List<Path> folders = folders();
        List<LibrarySearch> result = new ArrayList<>();
        for (String library : libraries) {
            String[] parts = library.split(":");
            String file = fileName(parts[0], parts[1]);
            Optional<Path> hit = folders.stream()
                    .map(f -> f.resolve(file))
                    .filter(Files::exists)
                    .findFirst();
            result.add(new LibrarySearch(file, hit, folders));
        }
        return result;
    }

    private static String fileName(String name, String major) {
        return isWindows() ? name + "64_" + major + ".dll" : "lib" + name + ".so." + major;
    }

    private static List<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        String variable = System.getenv(isWindows() ? "PATH" : "LD_LIBRARY_PATH");
        if (variable != null) {
            for (String entry : variable.split(System.getProperty("path.separator"))) {
                if (!entry.isBlank()) {
                    folders.add(Path.of(entry));
                }
            }
        }
        if (!isWindows()) {
            for (String usual : List.of(
                    "/usr/local/cuda/lib64",
                    "/usr/local/cuda/targets/x86_64-linux/lib",
                    "/usr/lib/x86_64-linux-gnu",
                    "/usr/lib64",
                    "/usr/local/lib")) {
                folders.add(Path.of(usual));
            }
        }
        return List.copyOf(folders);
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
    }
}
