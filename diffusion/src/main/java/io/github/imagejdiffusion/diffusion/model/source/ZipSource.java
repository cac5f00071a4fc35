package io.github.imagejdiffusion.diffusion.model.source;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.yaml.Shown;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A package in a zip file, read in place and never unpacked.
 *
 * <p>The files may stand at the top, or all in one folder, which is what comes of zipping a folder.
 */
final class ZipSource implements PackageSource {

    private static final int MAX_ENTRIES = 10_000;
    private static final long MAX_ZIP_BYTES = 1L << 30;

    private final Path zip;

    /** Entry names by path inside the package. */
    private final Map<String, String> entries;

    /** @throws ModelPackageException if it is no zip file, or one whose entries cannot be trusted */
    ZipSource(Path zip) {
        this.zip = zip;
        Map<String, String> names = readNames(zip);
        this.entries = Map.copyOf(withoutCommonFolder(names));
    }

    private static Map<String, String> readNames(Path zip) {
        Map<String, String> names = new HashMap<>();
        try {
            if (Files.size(zip) > MAX_ZIP_BYTES) {
                throw new ModelPackageException(zip + ": is larger than the " + (MAX_ZIP_BYTES >> 20) + " MB allowed");
            }
            try (ZipFile file = new ZipFile(zip.toFile())) {
                if (file.size() > MAX_ENTRIES) {
                    throw new ModelPackageException(zip + ": has more than the " + MAX_ENTRIES + " entries allowed");
                }
                for (ZipEntry entry : Collections.list(file.entries())) {
                    addName(zip, names, entry);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelPackageException(zip + ": is not a whole zip file: " + e.getMessage(), e);
        }
        return names;
    }

    private static void addName(Path zip, Map<String, String> names, ZipEntry entry) {
        String name = entry.getName();
        String path = RelativePath.normal(entry.isDirectory() ? name.substring(0, name.length() - 1) : name);
        Optional<String> problem = RelativePath.problem(path);
        if (problem.isPresent()) {
            throw new ModelPackageException(zip + ": the entry '" + Shown.oneLine(name, 80) + "' " + problem.get());
        }
        if (!entry.isDirectory() && names.put(path, name) != null) {
            throw new ModelPackageException(zip + ": has two entries named '" + path + "'");
        }
    }

    private static Map<String, String> withoutCommonFolder(Map<String, String> names) {
        if (DescriptionFile.find(names::containsKey).isPresent()) {
            return names;
        }
        Set<String> folders = new HashSet<>();
        for (String path : names.keySet()) {
            int slash = path.indexOf('/');
            if (slash > 0 && DescriptionFile.NAMES.contains(path.substring(slash + 1))) {
                folders.add(path.substring(0, slash + 1));
            }
        }
        return folders.size() == 1 ? inside(folders.iterator().next(), names) : names;
    }

    private static Map<String, String> inside(String folder, Map<String, String> names) {
        Map<String, String> inside = new HashMap<>();
        names.forEach((path, name) -> {
            if (path.startsWith(folder)) {
                inside.put(path.substring(folder.length()), name);
            }
        });
        return inside;
    }

    @Override
    public String location() {
        return zip.toString();
    }

    @Override
    public String describe(String path) {
        return zip + "!/" + RelativePath.normal(path);
    }

    @Override
    public String name() {
        return PackageSources.nameOf(zip);
    }

    @Override
    public boolean contains(String path) {
        return entries.containsKey(RelativePath.normal(path));
    }

    @Override
    public InputStream open(String path, long maxBytes) {
        Optional<String> problem = RelativePath.problem(path);
        if (problem.isPresent()) {
            throw new ModelPackageException(
                    location() + ": the file '" + Shown.oneLine(path, 80) + "' " + problem.get());
        }
        String name = entries.get(RelativePath.normal(path));
        if (name == null) {
            throw new ModelPackageException(describe(path) + ": there is no such file");
        }
        try {
            return new BoundedStream(openEntry(name), describe(path), maxBytes);
        } catch (IOException | IllegalArgumentException e) {
            throw BoundedStream.unreadable(describe(path), e);
        }
    }

    private InputStream openEntry(String name) throws IOException {
        ZipFile file = new ZipFile(zip.toFile());
        try {
            ZipEntry entry = file.getEntry(name);
            InputStream in = entry == null ? null : file.getInputStream(entry);
            if (in == null) {
                throw new IOException("the zip file was changed while it was being read");
            }
            return new FilterInputStream(in) {
                @Override
                public void close() throws IOException {
                    file.close(); // closes the entry's stream as well
                }
            };
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
