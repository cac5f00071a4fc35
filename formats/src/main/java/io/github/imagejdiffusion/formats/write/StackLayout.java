package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.PixelType;
import java.util.List;
import java.util.Map;

/** All that is known about a stack before its first pixel: sizes, calibration and how to show it. */
record StackLayout(
        int width,
        int height,
        PixelType type,
        int channels,
        int slices,
        int frames,
        Calibration calibration,
        List<DisplayRange> displayRanges,
        Lut lut,
        String info,
        Map<String, String> properties) {

    /** What ImageJ shows as black and as white. */
    record DisplayRange(double min, double max) {}

    /** At most 2^31-1; checked by the builder. */
    int planes() {
        return channels * slices * frames;
    }

    long planeBytes() {
        return (long) width * height * type.bytes();
    }
}
