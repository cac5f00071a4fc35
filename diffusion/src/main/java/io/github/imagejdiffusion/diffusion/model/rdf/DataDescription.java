package io.github.imagejdiffusion.diffusion.model.rdf;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The values in a tensor, or in one channel of it.
 *
 * @param type element type, for example {@code float32}
 * @param min lowest value, empty for what the type can express
 * @param max highest value, likewise
 * @param values the only values there are, for nominal or ordinal data; empty for data on an interval or ratio scale
 */
public record DataDescription(
        String type,
        OptionalDouble min,
        OptionalDouble max,
        Optional<String> unit,
        double scale,
        OptionalDouble offset,
        List<Object> values) {

    public DataDescription {
        values = List.copyOf(values);
    }
}
