package io.github.imagejdiffusion.superres.consistency;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import java.util.Arrays;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;

/**
 * Passes fine rows on after {@link BackProjection}. The number of repetitions, and the blur unless it is given, are those of
 * the whole plane, or of its first {@value #MOST_HELD} fine pixels; where structure does not tell the blur, as under noise,
 * rows pass as they are, be it given or not. Results do not depend on how the rows come. Not thread-safe.
 */
public final class BackProjectedRows implements RestorationSink {

    /** Fine pixels by which the blur is judged. */
    public static final int MOST_HELD = 1 << 24;

    private final RandomAccessibleInterval<? extends RealType<?>> record;
    private final int factor;
    private final PercentileLimits limits;
    private final NoiseModel noise;
    private final Psf psf;
    private final RestorationSink sink;
    private final int width;
    private final long height;
    private final RowBuffer values;
    private final RowBuffer spread;
    private final long judged;
    private boolean decided;
    private int repetitions;
    private BackProjection projection;
    private ForwardModel model;
    private long done;

    /**
     * @param record the coarse plane, 2-D (x, y)
     * @param limits of its normalisation
     * @param noise of it, or null if it could not be measured
     * @param psf of it
     * @param sink takes the rows
     */
    public BackProjectedRows(
            RandomAccessibleInterval<? extends RealType<?>> record,
            int factor,
            PercentileLimits limits,
            NoiseModel noise,
            Psf psf,
            RestorationSink sink) {
        this(record, factor, limits, noise, psf, sink, MOST_HELD);
    }

    BackProjectedRows(
            RandomAccessibleInterval<? extends RealType<?>> record,
            int factor,
            PercentileLimits limits,
            NoiseModel noise,
            Psf psf,
            RestorationSink sink,
            int mostHeld) {
        this.record = record;
        this.factor = factor;
        this.limits = limits;
        this.noise = noise;
        this.psf = psf;
        this.sink = sink;
        this.width = Math.toIntExact(Math.multiplyExact(record.dimension(0), factor));
        this.height = Math.multiplyExact(record.dimension(1), factor);
        this.values = new RowBuffer(width);
        this.spread = new RowBuffer(width);
        this.judged = Math.min(height, Math.max(factor, mostHeld / width));
    }

    @Override
    public void rows(RestoredRows rows) {
        values.add(rows.values());
        if (rows.spread() != null) {
            spread.add(rows.spread());
        }
        if (!decided && values.end() >= judged) {
            decide();
            decided = true;
        }
        if (decided) {
            pass(values.end() == height);
        }
    }

    private void decide() {
        long coarseRows = judged / factor;
        ResolvedPart part = new ResolvedPart(
                factor, width / factor, record.dimension(1), measured(0, coarseRows), values.copy(0, judged));
        PsfFit fit = PsfFit.of(part, Float.NEGATIVE_INFINITY, ceiling());
        model = new ForwardModel(factor, psf.isGiven() ? psf.sigma() : fit.sigma());
        projection = new BackProjection(model, ceiling());
        double range = (double) limits.high() - limits.low();
        // Noise that decides on the fit also hides what could be brought back, be the width given: an estimate of the
        // noise that is a little too small would cost decibels then.
        repetitions = fit.determined() ? projection.needed(part, noise, range) : 0;
    }

    /** Of whole numbers the largest of their type, which a saturated camera gives. */
    private float ceiling() {
        RealType<?> type = record.getType();
        return type instanceof IntegerType ? (float) type.getMaxValue() : Float.POSITIVE_INFINITY;
    }

    private void pass(boolean all) {
        int reach = projection.reach(repetitions);
        long end = all ? height : values.end() - reach;
        // A band costs its surroundings too, so it should not be narrower than these.
        if (end <= done || !all && end - done < reach) {
            return;
        }
        float[] fine = repetitions == 0 ? values.copy(done, end) : projected(end);
        sink.rows(new RestoredRows(fine, spread.end() == 0 ? null : spread.copy(done, end)));
        done = end;
        values.drop(Math.max(0, done - reach));
        spread.drop(Math.min(spread.end(), done));
    }

    private float[] projected(long end) {
        FineBand band = new FineBand(values.copy(values.top(), values.end()), values.top(), width, height);
        projection.repeat(band, measured(band.firstKnown(model), band.known(model)), repetitions);
        int from = Math.toIntExact(done - values.top()) * width;
        return Arrays.copyOfRange(band.rows(), from, from + Math.toIntExact(end - done) * width);
    }

    private float[] measured(long from, long to) {
        return to == from
                ? new float[0]
                : PlaneReader.read(record, FinalInterval.createMinMax(0, from, record.dimension(0) - 1, to - 1));
    }
}
