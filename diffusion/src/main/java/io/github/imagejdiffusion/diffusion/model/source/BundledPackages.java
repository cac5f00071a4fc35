package io.github.imagejdiffusion.diffusion.model.source;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The packages on a class path.
 *
 * <p>A jar with models has the resource {@code io/github/imagejdiffusion/models/index.txt} with one package name a
 * line, and beside it one folder for each, with a {@code files.txt} that lists the folder's files, one path a line.
 * Blank lines and lines that begin with {@code #} are skipped. Several jars may bring models. Thread-safe.
 */
public final class BundledPackages {

    static final String ROOT = "io/github/imagejdiffusion/models/";
    private static final int MAX_LIST_BYTES = 1 << 20;

    private final ClassLoader loader;

    /** The packages that this loader's class path has. */
    public BundledPackages(ClassLoader loader) {
        this.loader = loader;
    }

    /** What messages call a bundled package. */
    public static String location(String name) {
        return "bundled:" + name;
    }

    /** Names of the packages, sorted. @throws ModelPackageException if an index cannot be read */
    public List<String> names() {
        Set<String> names = new TreeSet<>();
        try {
            for (URL index : Collections.list(loader.getResources(ROOT + "index.txt"))) {
                names.addAll(lines(index.openStream(), index.toString()));
            }
        } catch (IOException e) {
            throw BoundedStream.unreadable("index of the bundled models", e);
        }
        return List.copyOf(names);
    }

    /** The package of one of the {@link #names}. @throws ModelPackageException if it has no list of files */
    public PackageSource open(String name) {
        String folder = ROOT + name + "/";
        InputStream list =
                RelativePath.problem(name).isEmpty() ? loader.getResourceAsStream(folder + "files.txt") : null;
        if (list == null) {
            throw new ModelPackageException(location(name) + ": the class path has no list of its files, files.txt");
        }
        return new ResourceSource(loader, folder, name, lines(list, location(name) + "/files.txt"));
    }

    private static Set<String> lines(InputStream stream, String file) {
        Set<String> lines = new LinkedHashSet<>();
        try (InputStream in = new BoundedStream(stream, file, MAX_LIST_BYTES)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\R")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line.strip());
                }
            }
        } catch (IOException e) {
            throw BoundedStream.unreadable(file, e);
        }
        return lines;
    }
}
