package io.github.imagejdiffusion.formats;

import java.util.List;

/**
 * The field in which cameras and phones say how a picture is to be turned or mirrored for display (TIFF 6.0 and EXIF, tag
 * 274). Pixels are taken as they are stored all the same: so does ImageJ, and so masks, outlines and coordinates of either
 * fit those of the other, whatever a viewer shows.
 */
public final class Orientation {

    /** Of the tag. */
    public static final int TAG = 274;

    /** The first row is the top, the first column the left; also where nothing is said. */
    public static final int USUAL = 1;

    private static final int LARGEST = 8;

    private Orientation() {}

    /** What a user should know. @param value of the field */
    public static List<String> notices(long value) {
        return value > USUAL && value <= LARGEST
                ? List.of("the file asks to be shown turned or mirrored (orientation " + value
                        + "); pixels are taken as they are stored, as ImageJ does")
                : List.of();
    }
}
