package io.github.imagejdiffusion.superres.consistency;

import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.superres.enlarge.EnlargedPlane;
import net.imglib2.FinalInterval;
import net.imglib2.img.array.ArrayImgs;

/**
 * Iterative back-projection (Irani and Peleg 1991, CVGIP 53:231): x + U (y - A(x)), several times, where U is cubic
 * enlargement. It brings back what the network lost of the record. Repeated without end it would bring back the record's
 * noise too, so {@link #needed} ends it where A(x) differs from y no more than the noise does (Morozov's discrepancy
 * principle).
 *
 * <p>Immutable and thread-safe.
 */
final class BackProjection {

    /** More change little: what is left by then is what A hardly lets through. */
    static final int MOST = 8;

    /** Where no noise can be measured, differences below this share of the range are none. */
    private static final double NEGLIGIBLE = 5e-4;

    private final ForwardModel model;
    private final double ceiling;

    /** @param ceiling highest value that the camera can give: pixels of it may stand for more; infinite if there is none */
    BackProjection(ForwardModel model, double ceiling) {
        this.model = model;
        this.ceiling = ceiling;
    }

    /** How many fine rows beyond its own a row depends on after so many repetitions. */
    int reach(int repetitions) {
        return repetitions * (model.reach() + 3 * model.factor());
    }

    /**
     * Repetitions until A(x) explains the record as well as its noise allows, at most {@value #MOST}.
     *
     * @param part of the plane; its fine rows are changed
     * @param noise of the record, or null if it could not be measured
     * @param range of the record
     */
    int needed(ResolvedPart part, NoiseModel noise, double range) {
        FineBand band = new FineBand(part.fine(), 0, part.width() * part.factor(), part.height() * part.factor());
        for (int done = 0; done < MOST; done++) {
            int rows = band.known(model);
            float[] predicted = band.record(model, 0, rows);
            if (misfit(predicted, part.record(), noise, range) <= 1) {
                return done;
            }
            correct(band, predicted, part.record(), 0);
        }
        return MOST;
    }

    private double misfit(float[] predicted, float[] measured, NoiseModel noise, double range) {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < predicted.length; i++) {
            if (measured[i] < ceiling) {
                double d = (double) predicted[i] - measured[i];
                double variance = noise == null ? Math.pow(NEGLIGIBLE * range, 2) : noise.variance(predicted[i]);
                sum += d * d / variance;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /**
     * Repeats on a band. Rows nearer than {@link #reach} to an end of the band that is not one of the plane become wrong.
     *
     * @param measured the coarse rows that lie wholly within the band
     */
    void repeat(FineBand band, float[] measured, int repetitions) {
        int first = band.firstKnown(model);
        int end = band.known(model);
        for (int i = 0; i < repetitions; i++) {
            correct(band, band.record(model, first, end), measured, first);
        }
    }

    private void correct(FineBand band, float[] predicted, float[] measured, int first) {
        int width = band.width() / model.factor();
        float[] missing = new float[predicted.length];
        for (int i = 0; i < missing.length; i++) {
            boolean saturated = measured[i] >= ceiling && predicted[i] > measured[i];
            missing[i] = saturated ? 0 : measured[i] - predicted[i];
        }
        int rows = missing.length / width;
        EnlargedPlane enlarged = new EnlargedPlane(ArrayImgs.floats(missing, width, rows), model.factor());
        float[] correction =
                enlarged.read(new FinalInterval((long) width * model.factor(), (long) rows * model.factor()));
        band.add(correction, (long) first * model.factor());
    }
}
