package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.model.config.ObjectDiameter;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.segdiff.objects.SegmentedObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * Finds out how large the objects of an image are, with the model itself: the image is segmented as if its objects had
 * several diameters, an octave apart, from the largest down; the scale at which the model finds most objects that it is
 * sure of tells the size. Where the image is far too large or too small for the model, objects break, merge or vanish,
 * and the model doubts what is left.
 *
 * <p>Thread-safe and deterministic as {@link SegDiff} is. Takes about as long as segmenting two planes of 768 x 768
 * pixels at the model's scale.
 */
public final class DiameterEstimator {

    /** Of the network's grid: what does not fit is left out, so that small diameters do not take forever. */
    private static final int LARGEST_FIELD = 768;
    /** Of the diameters that are tried, in parts of the model's typical one. */
    private static final double SMALLEST = 0.25;

    private static final int OCTAVES = 8;
    /** A field that is narrower than that many objects shows mostly parts of them. */
    private static final int OBJECTS_ACROSS = 3;
    /** Whole objects; with fewer, one speck would decide, and those that the field cuts are measured too. */
    private static final int ENOUGH = 5;

    private static final long UNITS = 1000;

    private final SegDiff segDiff;
    private final ObjectDiameter trained;

    /**
     * For one model, with its own defaults.
     *
     * @throws WrongModelException if the model does not state which diameters it was trained on
     */
    public DiameterEstimator(SegDiff segDiff) {
        this.segDiff = segDiff;
        this.trained = segDiff.objectDiameter();
    }

    /**
     * Finds out before any image whether diameters can be measured by a model.
     *
     * @throws WrongModelException if the model does not state which diameters it was trained on
     */
    public static void requireUsable(SegDiff segDiff) {
        segDiff.objectDiameter();
    }

    /**
     * What was measured.
     *
     * @param diameter median of 2 sqrt(area / pi) over the objects, in pixels of the image
     * @param objects how many were measured, at least 1
     */
    public record Estimate(double diameter, int objects) {}

    /**
     * Measures the objects of a field.
     *
     * @param channels as many 2-D images (x, y) of equal size as the model has image channels
     * @param limits normalisation per channel, see {@link SegDiff#limits}
     * @param listener told after every network call; throws CancellationException to cancel
     * @return empty if no object was found, or none of a size that the model knows
     * @throws IllegalArgumentException if channels do not fit the model or each other
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public Optional<Estimate> estimate(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels,
            List<PercentileLimits> limits,
            ProgressListener listener) {
        segDiff.require(channels);
        List<Double> diameters = diameters(channels.get(0));
        Trial best = null;
        for (int i = 0; i < diameters.size(); i++) {
            long before = i * UNITS;
            Trial trial = trial(
                    channels,
                    limits,
                    diameters.get(i),
                    (done, total) -> listener.progressed(before + UNITS * done / total, diameters.size() * UNITS));
            if (best != null && trial.isTooLargeForTheModel()) {
                break;
            }
            if (trial.isKnownToTheModel() && (best == null || trial.score() > best.score())) {
                best = trial;
            }
        }
        listener.progressed(diameters.size() * UNITS, diameters.size() * UNITS);
        return Optional.ofNullable(best).map(trial -> new Estimate(trial.median(), trial.count()));
    }

    /**
     * Measures the objects of an image with z and t: those of the middle one of the slices, at the first time point, with
     * the normalisation of all slices of it.
     *
     * @param whole image by which it is normalised
     * @param field that is looked at: the same, or a part of its planes
     * @param z slices within both
     * @param t time points within both
     * @param listener as for {@link #estimate(List, List, ProgressListener)}
     * @return empty if no object was found, or none of a size that the model knows
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or for NaN or infinite pixels
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public Optional<Estimate> estimate(
            FrameLimits whole, PlaneSource field, PlaneRange z, PlaneRange t, ProgressListener listener) {
        int frame = t.first() - 1;
        int slice = (z.first() + z.last()) / 2 - 1;
        return estimate(field.plane(slice, frame), whole.of(frame), listener);
    }

    /**
     * The diameter to give to {@link SegDiffOptions.Builder#diameter} for an image whose objects were measured. An image
     * is taken as it is while its objects are of a size that the model is at home with, from halfway (in octaves) between
     * the smallest and the typical diameter to halfway to the largest; else it is scaled until they just are. To scale all
     * to the typical diameter would blur the large ones of an image that mixes them.
     *
     * @return the model's typical diameter for an image that is taken as it is
     */
    public double fitting(Estimate estimate) {
        double low = Math.sqrt(trained.min() * trained.typical());
        double high = Math.sqrt(trained.typical() * trained.max());
        double wanted = Math.min(Math.max(estimate.diameter(), low), high);
        return Math.max(
                trained.typical() * estimate.diameter() / wanted, trained.typical() / SegDiffOptions.MOST_MAGNIFIED);
    }

    /** From the largest; at least one. */
    private List<Double> diameters(Interval field) {
        long side = Math.min(field.dimension(0), field.dimension(1));
        List<Double> diameters = new ArrayList<>();
        for (int octave = OCTAVES; octave >= 0; octave--) {
            double diameter = trained.typical() * SMALLEST * (1 << octave);
            if (diameter * OBJECTS_ACROSS <= side || octave == 0) {
                diameters.add(diameter);
            }
        }
        return diameters;
    }

    private Trial trial(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels,
            List<PercentileLimits> limits,
            double diameter,
            ProgressListener listener) {
        long side = (long) (LARGEST_FIELD * diameter / trained.typical());
        List<RandomAccessibleInterval<? extends RealType<?>>> middle = new ArrayList<>();
        for (RandomAccessibleInterval<? extends RealType<?>> channel : channels) {
            middle.add(Views.interval(channel, middle(channel, side)));
        }
        Segmentation found = segDiff.segment(
                PlaneToSegment.of(middle, limits),
                segDiff.defaults().diameter(diameter).build(),
                listener);
        double sure = found.objects().stream()
                .mapToDouble(object -> object.meanProbability() * (1 - object.uncertainty()))
                .sum();
        double[] sizes = sizes(found);
        return new Trial(
                sure / ((double) found.width() * found.height()),
                sizes.length == 0 ? 0 : median(sizes),
                sizes.length,
                trained.typical() / diameter,
                trained);
    }

    private static Interval middle(Interval field, long side) {
        long[] min = new long[2];
        long[] size = new long[2];
        for (int d = 0; d < 2; d++) {
            size[d] = Math.min(Math.max(1, side), field.dimension(d));
            min[d] = field.min(d) + (field.dimension(d) - size[d]) / 2;
        }
        return FinalInterval.createMinSize(min[0], min[1], size[0], size[1]);
    }

    /** Sorted; of whole objects if there are several, since what the field cuts looks smaller. */
    private static double[] sizes(Segmentation found) {
        Set<Integer> cut = onBorder(found);
        boolean enough = found.objects().size() - cut.size() >= ENOUGH;
        return found.objects().stream()
                .filter(object -> !enough || !cut.contains(object.id()))
                .mapToDouble(DiameterEstimator::diameter)
                .sorted()
                .toArray();
    }

    private static Set<Integer> onBorder(Segmentation found) {
        int[] labels = found.labels().labels();
        int width = found.width();
        Set<Integer> cut = new HashSet<>();
        for (int x = 0; x < width; x++) {
            cut.add(labels[x]);
            cut.add(labels[labels.length - width + x]);
        }
        for (int first = 0; first < labels.length; first += width) {
            cut.add(labels[first]);
            cut.add(labels[first + width - 1]);
        }
        cut.remove(0);
        return cut;
    }

    private static double diameter(SegmentedObject object) {
        return 2 * Math.sqrt(object.area() / Math.PI);
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /**
     * One scale.
     *
     * @param score sure objects per pixel
     * @param median diameter in pixels of the image, 0 without objects
     * @param count objects that the median is of
     * @param scale magnification
     * @param trained what the model knows
     */
    private record Trial(double score, double median, int count, double scale, ObjectDiameter trained) {

        /** Finer scales would make them larger still. */
        boolean isTooLargeForTheModel() {
            return median * scale > trained.max();
        }

        boolean isKnownToTheModel() {
            return count > 0 && median * scale >= trained.min() && !isTooLargeForTheModel();
        }
    }
}
