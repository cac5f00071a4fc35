package io.github.imagejdiffusion.imagej.segment;

import io.github.imagejdiffusion.imagej.macro.MacroKey;
import io.github.imagejdiffusion.imagej.macro.MacroOptions;
import io.github.imagejdiffusion.imagej.settings.CommonSettings;
import io.github.imagejdiffusion.segdiff.DiameterChoice;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads the settings of a macro. Nothing is remembered from earlier runs. Stateless and thread-safe. */
final class SegmentMacro {

    private SegmentMacro() {}

    /** @throws io.github.imagejdiffusion.imagej.PluginException naming the key that is unknown or out of range */
    static SegmentSettings read(String text) {
        MacroOptions options = MacroOptions.parse(text, MacroKey.names(SegmentKeys.values()));
        return new SegmentSettings(
                options.text(SegmentKeys.MODEL.key()),
                options.integer(SegmentKeys.CHANNEL.key(), 1, Integer.MAX_VALUE),
                diameter(options),
                CommonSettings.slices(options),
                CommonSettings.frames(options),
                options.flag(SegmentKeys.LINK.key()),
                new SegmentSettings.Outputs(
                        options.flag(SegmentKeys.PROBABILITY.key()),
                        options.flag(SegmentKeys.UNCERTAINTY.key()),
                        options.flag(SegmentKeys.SPREAD.key()),
                        options.flag(SegmentKeys.OUTLINES.key()),
                        options.flag(SegmentKeys.TABLE.key())),
                CommonSettings.sampling(options),
                options.number(SegmentKeys.THRESHOLD.key(), 0, 1),
                options.integer(SegmentKeys.MIN_SIZE.key(), 0, Integer.MAX_VALUE),
                CommonSettings.device(options),
                files(options));
    }

    private static DiameterChoice diameter(MacroOptions options) {
        String key = SegmentKeys.DIAMETER.key();
        if (options.text(key).filter(DiameterChoice.AUTO_NAME::equals).isPresent()) {
            return DiameterChoice.AUTO;
        }
        double pixels = options.number(key, 0, Double.MAX_VALUE).orElse(0);
        return pixels == 0 ? DiameterChoice.AS_IT_IS : DiameterChoice.of(pixels);
    }

    private static SegmentSettings.Files files(MacroOptions options) {
        return new SegmentSettings.Files(
                path(options, SegmentKeys.SAVE_ROIS.key(), ".zip"),
                path(options, SegmentKeys.SAVE_OBJECTS.key(), ".csv"));
    }

    /** @param ending of the name: what is there is replaced, and a slip must not cost an image */
    private static Optional<Path> path(MacroOptions options, String key, String ending) {
        try {
            Optional<String> text = options.text(key);
            if (text.isPresent() && !text.get().toLowerCase(Locale.ROOT).endsWith(ending)) {
                throw options.bad(key, "must be the path of a " + ending + " file");
            }
            return text.map(Path::of);
        } catch (InvalidPathException e) {
            throw options.bad(key, "must be the path of a file");
        }
    }
}
