package io.github.imagejdiffusion.batch.options;

import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 3} or {@code 2-5}. */
public final class PlaneRangeConverter implements ITypeConverter<PlaneRange> {

    @Override
    public PlaneRange convert(String text) {
        return PlaneRange.parse(text)
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is not a range such as 3 or 2-5, counted from 1"));
    }
}
