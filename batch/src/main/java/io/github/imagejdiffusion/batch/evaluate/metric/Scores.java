package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The scores of one plane, one image or all images; a score that does not apply is absent. Immutable. */
public final class Scores {

    private final Map<Score, Double> values;

    private Scores(Map<Score, Double> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** No score at all. */
    public static Scores none() {
        return new Scores(new EnumMap<>(Score.class));
    }

    /** The scores of an image without usable prediction: 0 for every quality, the rest absent. */
    public static Scores zero() {
        Map<Score, Double> zeros = new EnumMap<>(Score.class);
        Arrays.stream(Score.values())
                .filter(score -> score.kind() == Score.Kind.QUALITY)
                .forEach(score -> zeros.put(score, 0.0));
        return new Scores(zeros);
    }

    /** These scores and one more. */
    public Scores with(Score score, double value) {
        Map<Score, Double> more = new EnumMap<>(Score.class);
        more.putAll(values);
        more.put(score, value);
        return new Scores(more);
    }

    /** These scores and those of the calibration. */
    public Scores with(Calibration calibration) {
        return with(Score.ECE, calibration.expectedError()).with(Score.BRIER, calibration.brier());
    }

    /** These scores without those of one kind. */
    public Scores without(Score.Kind kind) {
        Map<Score, Double> fewer = new EnumMap<>(Score.class);
        fewer.putAll(values);
        fewer.keySet().removeIf(score -> score.kind() == kind);
        return new Scores(fewer);
    }

    /** The value of a score, or empty if it does not apply. */
    public OptionalDouble get(Score score) {
        Double value = values.get(score);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The scores of a file from those of its planes: counts are summed, all others averaged where present. */
    public static Scores ofPlanes(List<Scores> planes) {
        return combine(planes, true);
    }

    /** The mean over images, of every score over the images that have it. */
    public static Scores mean(List<Scores> images) {
        return combine(images, false);
    }

    private static Scores combine(List<Scores> parts, boolean sumCounts) {
        Map<Score, Double> combined = new EnumMap<>(Score.class);
        for (Score score : Score.values()) {
            double[] present = parts.stream()
                    .map(part -> part.values.get(score))
                    .filter(value -> value != null)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            if (present.length > 0) {
                double sum = Arrays.stream(present).sum();
                boolean keepSum = sumCounts && score.kind() == Score.Kind.COUNT;
                combined.put(score, keepSum ? sum : sum / present.length);
            }
        }
        return new Scores(combined);
    }
}
