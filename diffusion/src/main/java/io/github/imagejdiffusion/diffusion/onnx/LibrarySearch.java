package io.github.imagejdiffusion.diffusion.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One shared library and where it was looked for. A guide for people: the loader itself has the last word.
 *
 * @param fileName the platform's file name, for example {@code libcudnn.so.9}
 * @param found the first folder entry that matched
 */
record LibrarySearch(String fileName, Optional<Path> found) {

    /** Looks for {@code name:major} pairs in the folders, in order. */
    static List<LibrarySearch> of(List<String> libraries, List<Path> folders) {
        List<LibrarySearch> result = new ArrayList<>();
        for (String library : libraries) {
            String[] parts = library.split(":");
            String file = fileName(parts[0], parts[1]);
            Optional<Path> hit = folders.stream()
                    .map(f -> f.resolve(file))
                    .filter(Files::exists)
                    .findFirst();
            result.add(new LibrarySearch(file, hit));
        }
        return result;
    }

    private static String fileName(String name, String major) {
        if (!LibraryFolders.isWindows()) {
            return "lib" + name + ".so." + major;
        }
        // The driver's library is named otherwise than CUDA's own.
        return name.equals("cuda") ? "nvcuda.dll" : name + "64_" + major + ".dll";
    }
}
