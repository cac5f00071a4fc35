package io.github.imagejdiffusion.formats;

import java.util.List;

/**
 * One image of a file: up to five axes (x, y, channel, z, time), one pixel type, one calibration.
 *
 * @param name the name the file gives it, empty when none
 * @param sizeX width in pixels, at least 1
 * @param sizeY height in pixels, at least 1
 * @param sizeC channels, at least 1; 3 for colour images
 * @param sizeZ planes in depth, at least 1
 * @param sizeT time points, at least 1
 * @param pixelType how values are stored
 * @param rgb whether the channels are red, green and blue of one colour picture; alpha is dropped
 * @param calibration pixel sizes and frame interval
 * @param channelNames one name per channel, or empty when the file names none
 */
public record Series(
        String name,
        int sizeX,
        int sizeY,
        int sizeC,
        int sizeZ,
        int sizeT,
        PixelType pixelType,
        boolean rgb,
        Calibration calibration,
        List<String> channelNames) {

    /** @throws IllegalArgumentException if a size is below 1 or the channel names do not match the channels */
    public Series {
        if (Math.min(Math.min(sizeX, sizeY), Math.min(sizeC, Math.min(sizeZ, sizeT))) < 1) {
            throw new IllegalArgumentException("sizes must be at least 1");
        }
        channelNames = List.copyOf(channelNames);
        if (!channelNames.isEmpty() && channelNames.size() != sizeC) {
            throw new IllegalArgumentException(channelNames.size() + " channel names for " + sizeC + " channels");
        }
    }

    /** Number of 2-D planes, sizeC * sizeZ * sizeT. */
    public long planes() {
        return (long) sizeC * sizeZ * sizeT;
    }
}
