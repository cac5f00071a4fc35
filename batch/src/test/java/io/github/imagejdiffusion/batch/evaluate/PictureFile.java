package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.StackFormat;
import java.nio.file.Path;

/** Writes pictures of any pixel type for the tests of image metrics. */
final class PictureFile {

    private PictureFile() {}

    /** One channel, planes in depth. */
    static void write(Path file, PixelType type, FloatMap... planes) {
        write(file, type, Calibration.UNKNOWN, 1, planes);
    }

    /** Planes in order of channels, then of depth. */
    static void write(Path file, PixelType type, Calibration calibration, int channels, FloatMap... planes) {
        try (HyperstackWriter out = HyperstackWriter.builder(file, planes[0].width(), planes[0].height(), type)
                .channels(channels)
                .slices(planes.length / channels)
                .calibration(calibration)
                .format(file.toString().endsWith(".ome.tif") ? StackFormat.OME : StackFormat.IMAGEJ)
                .open()) {
            for (FloatMap plane : planes) {
                out.writeRows(plane.values());
            }
            out.finish();
        }
    }
}
