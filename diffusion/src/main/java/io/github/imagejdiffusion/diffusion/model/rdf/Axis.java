package io.github.imagejdiffusion.diffusion.model.rdf;

import java.util.List;
import java.util.Optional;

/**
 * One axis of a tensor.
 *
 * @param id unique within its tensor; the legacy letters b, t, i and c appear as batch, time, index and channel
 * @param unit OME-Zarr unit word, for example {@code micrometer}; time and space only
 * @param scale units per entry, above 0; 1 where not given
 * @param concatenable whether a longer axis may be cut into blocks; inputs only
 * @param halo entries to crop from both ends of an output; 0 for none
 * @param channelNames one name per entry of a channel axis, else empty
 */
public record Axis(
        AxisType type,
        String id,
        String description,
        AxisSize size,
        Optional<String> unit,
        double scale,
        boolean concatenable,
        int halo,
        List<String> channelNames) {

    public Axis {
        channelNames = List.copyOf(channelNames);
    }
}
