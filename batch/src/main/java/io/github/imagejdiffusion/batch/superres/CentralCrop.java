package io.github.imagejdiffusion.batch.superres;

import io.github.imagejdiffusion.batch.evaluate.image.SingleImageResolution;
import io.github.imagejdiffusion.batch.evaluate.image.SpectralBlur;
import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import java.util.Optional;
import java.util.OptionalDouble;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** The middle of a plane, coarse and fine, by which resolution and blur are measured. Not thread-safe. */
final class CentralCrop {

    private static final int LARGEST_SIDE = 512;

    private final RandomAccessibleInterval<? extends RealType<?>> record;
    private final int factor;
    private final int width;
    private final int height;
    private final long left;
    private final long top;
    private final float[] fine;
    private long done;

    /** @param record the coarse plane, 2-D (x, y) */
    CentralCrop(RandomAccessibleInterval<? extends RealType<?>> record, int factor) {
        this.record = record;
        this.factor = factor;
        this.width = (int) Math.min(LARGEST_SIDE, record.dimension(0));
        this.height = (int) Math.min(LARGEST_SIDE, record.dimension(1));
        this.left = (record.dimension(0) - width) / 2;
        this.top = (record.dimension(1) - height) / 2;
        this.fine = new float[width * factor * height * factor];
    }

    /** Takes the next whole fine rows from the top. */
    void rows(float[] values) {
        long fineWidth = record.dimension(0) * factor;
        long rows = values.length / fineWidth;
        for (int row = 0; row < rows; row++, done++) {
            long into = done - top * factor;
            if (into >= 0 && into < (long) height * factor) {
                int from = (int) (row * fineWidth + left * factor);
                System.arraycopy(values, from, fine, (int) into * width * factor, width * factor);
            }
        }
    }

    /** Resolution of the image, in its pixels. */
    OptionalDouble before() {
        return SingleImageResolution.pixels(width, height, coarse());
    }

    /** Resolution of the result, in its pixels. */
    OptionalDouble after() {
        return SingleImageResolution.pixels(width * factor, height * factor, fine);
    }

    /** Blur of the image, in its pixels. @param noise of the image, if known */
    OptionalDouble blur(Optional<NoiseModel> noise) {
        float[] values = coarse();
        double variance = 0;
        for (float value : values) {
            variance += noise.isPresent() ? noise.get().variance(value) / values.length : 0;
        }
        return SpectralBlur.sigma(width, height, values, variance);
    }

    private float[] coarse() {
        return PlaneReader.read(record, FinalInterval.createMinMax(left, top, left + width - 1, top + height - 1));
    }
}
