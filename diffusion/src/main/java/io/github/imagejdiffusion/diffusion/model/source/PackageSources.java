package io.github.imagejdiffusion.diffusion.model.source;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Opens packages on disk. */
public final class PackageSources {

    private static final String ZIP_ENDING = ".zip";

    private PackageSources() {}

    /** Whether a file name is that of a package in a zip file. */
    public static boolean isZipName(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(ZIP_ENDING) && name.length() > ZIP_ENDING.length();
    }

    /** Whether a folder holds a description, or a regular file is named as a zip file. */
    public static boolean looksLikePackage(Path path) {
        if (Files.isDirectory(path)) {
            return DescriptionFile.find(name -> Files.isRegularFile(path.resolve(name)))
                    .isPresent();
        }
        return path.getFileName() != null && isZipName(path.getFileName().toString()) && Files.isRegularFile(path);
    }

    /** Name of the folder, or of the zip file without its ending. */
    public static String nameOf(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        String name = last == null ? path.toString() : last.toString();
        boolean zip = isZipName(name) && !Files.isDirectory(path);
        return zip ? name.substring(0, name.length() - ZIP_ENDING.length()) : name;
    }

    /**
     * Opens a folder or zip file.
     *
     * @throws ModelPackageException if it is neither, or the zip file cannot be trusted
     */
    public static PackageSource open(Path path) {
        if (Files.isDirectory(path)) {
            return new FolderSource(path);
        }
        if (!Files.isRegularFile(path)) {
            throw new ModelPackageException(path + ": there is no such file or folder");
        }
        if (!isZipName(path.getFileName().toString())) {
            throw new ModelPackageException(path + ": is not a model package; give a folder with rdf.yaml, or a .zip");
        }
        return new ZipSource(path);
    }
}
