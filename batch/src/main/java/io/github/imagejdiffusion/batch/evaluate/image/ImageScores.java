package io.github.imagejdiffusion.batch.evaluate.image;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The scores of one plane, one image or all images; a score that does not apply is absent. Immutable. */
public final class ImageScores {

    private static final ImageScores NONE = new ImageScores(new EnumMap<>(ImageScore.class));

    private final Map<ImageScore, Double> values;

    private ImageScores(Map<ImageScore, Double> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** No score at all. */
    public static ImageScores none() {
        return NONE;
    }

    /** These scores and one more, if it applies. */
    public ImageScores with(ImageScore score, OptionalDouble value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<ImageScore, Double> more = new EnumMap<>(ImageScore.class);
        more.putAll(values);
        more.put(score, value.getAsDouble());
        return new ImageScores(more);
    }

    /** The value of a score, or empty if it does not apply. */
    public OptionalDouble get(ImageScore score) {
        Double value = values.get(score);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The mean over planes or images, of every score over the parts that have it; infinite if one part is. */
    public static ImageScores mean(List<ImageScores> parts) {
        ImageScores mean = NONE;
        for (ImageScore score : ImageScore.values()) {
            mean = mean.with(
                    score,
                    Arrays.stream(parts.stream()
                                    .map(part -> part.get(score))
                                    .filter(OptionalDouble::isPresent)
                                    .mapToDouble(OptionalDouble::getAsDouble)
                                    .toArray())
                            .average());
        }
        return mean;
    }
}
