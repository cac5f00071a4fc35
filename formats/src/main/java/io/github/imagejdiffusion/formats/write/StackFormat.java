package io.github.imagejdiffusion.formats.write;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a stack is stored: its axes, its calibration and its pixels. */
public enum StackFormat {
    /** ImageJ hyperstack TIFF, {@code .tif}: what ImageJ and Fiji open as it is; up to 4 GiB. */
    IMAGEJ(".tif"),
    /** OME-TIFF, {@code .ome.tif}: what Bio-Formats and most other programs read; BigTIFF above 4 GiB. */
    OME(".ome.tif"),
    /** OME-Zarr 0.4, {@code .ome.zarr}: a folder with a file for each chunk of pixels; what napari and clusters read. */
    ZARR(".ome.zarr");

    private static final String OME_ENDING = "(?i)\\.ome\\.tiff?$";
    private static final String TIFF_ENDING = "(?i)\\.tiff?$";
    private static final String ANY_TIFF_ENDING = "(?i)(\\.ome)?\\.tiff?$";

    private final String ending;

    StackFormat(String ending) {
        this.ending = ending;
    }

    /**
     * The format of this option name, in any case.
     *
     * @throws IllegalArgumentException naming all formats, if there is none
     */
    public static StackFormat parse(String name) {
        return Arrays.stream(values())
                .filter(format -> format.optionName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a format; use "
                        + Arrays.stream(values()).map(StackFormat::optionName).collect(Collectors.joining(" or "))));
    }

    /** The name that {@link #parse} takes: {@code imagej}, {@code ome} or {@code zarr}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The ending of file names, with its dots. */
    public String ending() {
        return ending;
    }

    /**
     * The file that takes the place of {@code file} in this format: {@code .tif} and {@code .ome.tif} are exchanged; to
     * any other name, OME adds its ending. Fiji takes axes from OME-XML only where the name says so, and from an ImageJ
     * description only where it does not. {@code .ome.zarr} takes the place of either, and is added to other names.
     */
    public Path fileFor(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        if (this == ZARR) {
            return name.isEmpty() || name.endsWith(ending)
                    ? file
                    : file.resolveSibling(name.replaceFirst(ANY_TIFF_ENDING, "") + ending);
        }
        boolean ome = name.matches(".*" + OME_ENDING);
        if (name.isEmpty() || ome == (this == OME)) {
            return file;
        }
        return file.resolveSibling(name.replaceFirst(ome ? OME_ENDING : TIFF_ENDING, "") + ending);
    }
}
