package io.github.imagejdiffusion.diffusion.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The folders in which the system's loader looks for shared libraries, as far as one can know from outside. */
final class LibraryFolders {

    private static final List<String> USUAL_ON_UNIX = List.of(
            "/usr/local/cuda/lib64",
            "/usr/local/cuda/targets/x86_64-linux/lib",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/wsl/lib",
            "/usr/lib64",
            "/usr/local/lib");

    private LibraryFolders() {}

    /** In order of search, without duplicates; they need not exist. */
    static List<Path> ofSystem() {
        return isWindows()
                ? ofVariable("PATH", System.getenv())
                : onUnix(System.getenv(), Path.of("/etc/ld.so.conf.d"));
    }

    static List<Path> onUnix(Map<String, String> environment, Path loaderConfiguration) {
        Set<Path> folders = new LinkedHashSet<>(ofVariable("LD_LIBRARY_PATH", environment));
        folders.addAll(configured(loaderConfiguration));
        USUAL_ON_UNIX.forEach(usual -> folders.add(Path.of(usual)));
        return List.copyOf(folders);
    }

    static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static List<Path> ofVariable(String variable, Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        for (String entry : environment.getOrDefault(variable, "").split(System.getProperty("path.separator"))) {
            add(folders, entry.replace("\"", ""));
        }
        return folders;
    }

    private static List<Path> configured(Path folder) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.conf")) {
            List<Path> sorted = new ArrayList<>();
            files.forEach(sorted::add);
            Collections.sort(sorted);
            for (Path file : sorted) {
                for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    if (line.strip().startsWith("/")) {
                        add(folders, line);
                    }
                }
            }
        } catch (IOException e) {
            // Systems without such a folder, or with one that users may not read, have only the usual places.
            return folders;
        }
        return folders;
    }

    private static void add(List<Path> folders, String entry) {
        if (entry.isBlank()) {
            return;
        }
        try {
            folders.add(Path.of(entry.strip()));
        } catch (InvalidPathException e) {
            // The loader cannot open it either.
            return;
        }
    }
}
