package io.github.imagejdiffusion.imagej.segment.dialog;

import io.github.imagejdiffusion.imagej.segment.SegmentSettings;
import io.github.imagejdiffusion.imagej.settings.Sampling;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Settings in which nothing that decides pixels is left to a default that may change some day. */
final class CompleteSettings {

    private CompleteSettings() {}

    /** @param options all that the settings come to with the chosen model */
    static SegmentSettings of(SegmentSettings settings, SegDiffOptions options) {
        return new SegmentSettings(
                settings.model(),
                settings.channel(),
                settings.diameter(),
                settings.slices(),
                settings.frames(),
                settings.link(),
                settings.outputs(),
                new Sampling(
                        OptionalInt.of(options.steps()),
                        OptionalInt.of(options.runs()),
                        OptionalInt.of(options.orientations()),
                        Optional.of(options.solver()),
                        options.seed()),
                OptionalDouble.of(options.extractor().threshold()),
                OptionalInt.of(options.extractor().minSize()),
                settings.device(),
                settings.files());
    }
}
