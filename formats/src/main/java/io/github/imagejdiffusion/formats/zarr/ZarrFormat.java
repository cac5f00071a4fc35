package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * OME-Zarr 0.1 to 0.4 in a local folder: arrays of zarr v2 with any subset of the axes t, c, z, y, x that has y and x;
 * integers of 8, 16 and 32 bits, floating point of 32 and 64, and flags (read as 0 and 255), in both byte orders and both
 * orders of axes; compressed by zlib, gzip, zstd, blosc or not at all. A pixel size is known where its axis has a unit.
 * Pyramids, plates, and folders with several images as bioformats2raw writes them are read; labels are images of their own, in
 * the folders {@code labels/...}.
 */
public final class ZarrFormat implements ImageFormat {

    private static final String VERSION_3 = "zarr.json";

    @Override
    public String name() {
        return "OME-Zarr";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("zarr");
    }

    @Override
    public boolean claims(Path file) {
        return false;
    }

    @Override
    public boolean claimsFolder(Path folder) {
        Path last = folder.getFileName();
        boolean named = last != null && last.toString().toLowerCase(Locale.ROOT).endsWith(".zarr");
        return named
                || Files.isRegularFile(folder.resolve(ImageGroups.ATTRIBUTES))
                || Files.isRegularFile(folder.resolve(".zgroup"))
                || Files.isRegularFile(folder.resolve(ZarrArray.METADATA))
                || Files.isRegularFile(folder.resolve(VERSION_3));
    }

    @Override
    public ImageFile open(Path folder) {
        if (Files.isRegularFile(folder.resolve(VERSION_3))
                && !Files.exists(folder.resolve(ImageGroups.ATTRIBUTES))
                && !Files.exists(folder.resolve(".zgroup"))) {
            throw new FormatsException(
                    folder,
                    "is zarr version 3 (OME-Zarr 0.5 or later), which is not supported",
                    "write it as OME-Zarr 0.4 with zarr version 2");
        }
        if (Files.isRegularFile(folder.resolve(ZarrArray.METADATA))) {
            throw new FormatsException(
                    folder,
                    "is a single zarr array, without the names of its axes",
                    "give the folder above it, the one with the 'multiscales' in its .zattrs");
        }
        return ZarrImageFile.open(folder);
    }
}
