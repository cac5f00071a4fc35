package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.CalibrationFunction;
import io.github.imagejdiffusion.formats.PixelType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All that is known about a stack but its pixels: sizes, calibration and how to show it; from
 * {@link HyperstackBuilder#layout}. There are no display ranges and channel names or one per channel, no labels
 * or one per plane; the function, by which values stand for others, and the LUT may be null.
 */
public record StackLayout(
        int width,
        int height,
        PixelType type,
        int channels,
        int slices,
        int frames,
        Calibration calibration,
        CalibrationFunction function,
        List<DisplayRange> displayRanges,
        Lut lut,
        String info,
        List<String> labels,
        List<String> channelNames,
        Map<String, String> properties) {

    /** At most 2^31-1; checked by the builder. */
    public int planes() {
        return channels * slices * frames;
    }

    long planeBytes() {
        return (long) width * height * type.bytes();
    }

    /** What is shown above each plane: the labels or, where there are none, the names of the channels. */
    List<String> planeLabels() {
        if (!labels.isEmpty() || channelNames.isEmpty()) {
            return labels;
        }
        return IntStream.range(0, planes())
                .mapToObj(plane -> channelNames.get(plane % channels))
                .toList();
    }

    /** This layout with other display ranges, one per channel. */
    StackLayout withDisplayRanges(List<DisplayRange> ranges) {
        return new StackLayout(
                width,
                height,
                type,
                channels,
                slices,
                frames,
                calibration,
                function,
                List.copyOf(ranges),
                lut,
                info,
                labels,
                channelNames,
                properties);
    }
}
