package io.github.imagejdiffusion.superres.consistency;

import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.camera.Residual;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Follows the planes of one channel while they are super-resolved, and compares A(x) with y. Where the width of the
 * point spread function is not given, it is fitted to each plane by itself, as focus may change from one to the next. Not
 * thread-safe.
 */
public final class ConsistencyCheck {

    /** Fine pixels of a plane by whose upper part alone the blur is fitted. */
    private static final int MOST_HELD = 1 << 24;

    private final int factor;
    private final int mostHeld;
    private final float lowest;
    private final float highest;
    private final Psf psf;
    private final NoiseModel noise;
    private final Residual residual;
    private final List<PsfFit> fits = new ArrayList<>();
    private long pixels;
    private double squares;
    private double squaresOfRange;

    /**
     * @param factor of the sizes
     * @param width of coarse planes
     * @param noise of the coarse planes, or null if it could not be measured
     * @param lowest value that the camera can give; pixels of it do not count
     * @param highest likewise; infinite if there is no end
     * @param psf of A
     */
    public ConsistencyCheck(int factor, int width, NoiseModel noise, float lowest, float highest, Psf psf) {
        this(factor, width, noise, lowest, highest, psf, MOST_HELD);
    }

    ConsistencyCheck(int factor, int width, NoiseModel noise, float lowest, float highest, Psf psf, int mostHeld) {
        this.mostHeld = mostHeld;
        this.factor = factor;
        this.lowest = lowest;
        this.highest = highest;
        this.psf = psf;
        this.noise = noise;
        this.residual = noise == null ? null : new Residual(noise, width, lowest, highest);
    }

    /**
     * Begins the next plane.
     *
     * @param record the coarse plane, 2-D (x, y)
     * @param limits of its normalisation
     * @param residuals takes (A(x) - y) / sigma of the noise as coarse rows, row-major, from the top, those of one plane
     *     in any number of parts; never called without noise
     */
    public PlaneCheck plane(
            RandomAccessibleInterval<? extends RealType<?>> record,
            PercentileLimits limits,
            Consumer<float[]> residuals) {
        if (residual != null) {
            residual.beginPlane();
        }
        double range = (double) limits.high() - limits.low();
        return new PlaneCheck(record, factor, this, mostHeld, (predicted, measured) -> {
            count(predicted, measured, range);
            if (residual != null) {
                residuals.accept(residual.add(predicted, measured));
            }
        });
    }

    private void count(float[] predicted, float[] measured, double range) {
        for (int i = 0; i < predicted.length; i++) {
            if (measured[i] > lowest && measured[i] < highest) {
                double d = (double) predicted[i] - measured[i];
                pixels++;
                squares += d * d;
                squaresOfRange += range > 0 ? d * d / (range * range) : 0;
            }
        }
    }

    /** The forward model of a plane by what is known of it. */
    ForwardModel model(ResolvedPart part) {
        PsfFit fit = psf.of(part, lowest, highest);
        fits.add(fit);
        return new ForwardModel(factor, fit.sigma());
    }

    /** Of the sizes. */
    public int factor() {
        return factor;
    }

    /** The noise that the residual is measured by. */
    public Optional<NoiseModel> noise() {
        return Optional.ofNullable(noise);
    }

    /** Of all planes so far. */
    public ConsistencySummary summary() {
        long count = Math.max(1, pixels);
        boolean known = fits.stream().anyMatch(PsfFit::determined);
        return new ConsistencySummary(
                sigma(known ? fits.stream().filter(PsfFit::determined).toList() : fits),
                known,
                psf.source(),
                pixels,
                Math.sqrt(squares / count),
                Math.sqrt(squaresOfRange / count),
                Optional.ofNullable(residual).map(Residual::summary));
    }

    /** The median. */
    private static double sigma(List<PsfFit> fits) {
        double[] sorted = fits.stream().mapToDouble(PsfFit::sigma).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
