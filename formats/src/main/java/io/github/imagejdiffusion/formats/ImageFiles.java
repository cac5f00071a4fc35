package io.github.imagejdiffusion.formats;

import io.github.imagejdiffusion.formats.bioformats.BioFormatsFormat;
import io.github.imagejdiffusion.formats.raster.JpegFormat;
import io.github.imagejdiffusion.formats.raster.PngFormat;
import io.github.imagejdiffusion.formats.tiff.TiffFormat;
import io.github.imagejdiffusion.formats.zarr.ZarrFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Opens image files, whatever their format. Thread-safe. */
public final class ImageFiles {

    // The class loader of this class, not that of the thread: Fiji's and a service's threads carry foreign ones.
    private static final List<ImageFormat> FORMATS =
            withServices(ServiceLoader.load(ImageFormat.class, ImageFiles.class.getClassLoader()));

    private static final FormatChoice CHOICE = new FormatChoice(FORMATS);

    private ImageFiles() {}

    /**
     * Opens a file, or a folder that is an image, with the first format that claims it and supports it, higher priorities
     * first.
     *
     * @throws FormatsException if there is no such readable file, no format claims it, or it is damaged
     */
    public static ImageFile open(Path file) {
        if (Files.isDirectory(file)) {
            return openFolder(file);
        }
        requireReadable(file);
        return CHOICE.open(file);
    }

    private static ImageFile openFolder(Path folder) {
        return claimant(folder)
                .orElseThrow(() -> new FormatsException(folder, "is a folder", "give an image file"))
                .open(folder);
    }

    /**
     * Whether a folder is an image as a whole, such as OME-Zarr, and not one to look for images in.
     *
     * @throws FormatsException if the folder cannot be read
     */
    public static boolean isImageFolder(Path folder) {
        return Files.isDirectory(folder) && claimant(folder).isPresent();
    }

    private static Optional<ImageFormat> claimant(Path folder) {
        return FORMATS.stream().filter(format -> format.claimsFolder(folder)).findFirst();
    }

    /**
     * Whether the name of the file ends like that of a readable format, or of one that Bio-Formats would read; the file
     * need not exist.
     */
    public static boolean isSupported(Path file) {
        String extension = FileSignature.extension(file);
        return formats().stream().anyMatch(f -> f.extensions().contains(extension));
    }

    /** All name endings that {@link #isSupported} accepts, sorted. */
    public static List<String> extensions() {
        TreeSet<String> all = new TreeSet<>();
        formats().forEach(f -> all.addAll(f.extensions()));
        return List.copyOf(all);
    }

    /** The built-in formats and those found as services, in the order in which they are asked; found once. */
    public static List<ImageFormat> formats() {
        return FORMATS;
    }

    private static List<ImageFormat> withServices(Iterable<ImageFormat> services) {
        List<ImageFormat> all = new ArrayList<>(
                List.of(new TiffFormat(), new PngFormat(), new JpegFormat(), new ZarrFormat(), new BioFormatsFormat()));
        services.forEach(all::add);
        all.sort(Comparator.comparingInt(ImageFormat::priority).reversed());
        return List.copyOf(all);
    }

    private static void requireReadable(Path file) {
        if (!Files.exists(file)) {
            throw FormatsException.reading(file, new NoSuchFileException(file.toString()));
        }
        if (!Files.isRegularFile(file)) {
            throw new FormatsException(file, "is not a regular file", "give an image file");
        }
        if (!Files.isReadable(file)) {
            throw new FormatsException(file, "may not be read", "check its permissions");
        }
        try {
            if (Files.size(file) == 0) {
                throw new FormatsException(file, "is empty (0 bytes)", "copy or export it again");
            }
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }
}
