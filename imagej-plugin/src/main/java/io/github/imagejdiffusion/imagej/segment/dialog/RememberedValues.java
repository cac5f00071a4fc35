package io.github.imagejdiffusion.imagej.segment.dialog;

import ij.Prefs;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.imagej.dialog.Numbers;
import io.github.imagejdiffusion.imagej.dialog.PlaneText;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import java.util.List;

/**
 * The person's last values, in ImageJ's preferences; only the dialog reads them, never a macro. The advanced settings
 * and ranges of planes are not among them: they belong to one image or one question.
 */
final class RememberedValues {

    private static final String PREFIX = "diffusion.segment.";
    /** Of an RGB picture: nuclei are mostly stained blue. */
    private static final int BLUE = 3;

    private RememberedValues() {}

    /** The name among the given ones that was used last, else the first. */
    static String model(List<String> names) {
        String last = Prefs.get(PREFIX + "model", names.get(0));
        return names.contains(last) ? last : names.get(0);
    }

    /** What the fields begin with. */
    static DialogValues load(SourceImage source, String model, DiffusionConfig config) {
        return new DialogValues(
                model,
                diameter(config),
                channel(source),
                Prefs.get(PREFIX + "slices", "all"),
                Prefs.get(PREFIX + "frames", "all"),
                source.axes().slices() > 1 && Prefs.get(PREFIX + "link", false),
                Prefs.get(PREFIX + "outlines", true),
                Prefs.get(PREFIX + "table", true),
                Prefs.get(PREFIX + "uncertainty", true),
                Prefs.get(PREFIX + "probability", false));
    }

    /** The last one; 0 for a model that takes none. */
    static String diameter(DiffusionConfig config) {
        return config.objectDiameter()
                .map(trained -> Prefs.get(PREFIX + "diameter", Numbers.show(trained.typical())))
                .orElse("0");
    }

    private static int channel(SourceImage source) {
        int shown = source.rgb() ? BLUE : source.image().getC();
        int last = (int) Prefs.get(PREFIX + "channel", shown);
        return last >= 1 && last <= source.channels() ? last : Math.min(shown, source.channels());
    }

    /** Keeps them. What the image has no field for, or the model no use, stays as it was. */
    static void save(DialogValues values, SourceImage source, DiffusionConfig config) {
        Prefs.set(PREFIX + "model", values.model());
        if (config.objectDiameter().isPresent()) {
            Prefs.set(PREFIX + "diameter", values.diameter().strip());
        }
        if (source.channels() > 1) {
            Prefs.set(PREFIX + "channel", values.channel());
        }
        if (source.axes().slices() > 1) {
            savePlanes("slices", values.slices());
            Prefs.set(PREFIX + "link", values.link());
        }
        if (source.axes().frames() > 1) {
            savePlanes("frames", values.frames());
        }
        Prefs.set(PREFIX + "outlines", values.outlines());
        Prefs.set(PREFIX + "table", values.table());
        Prefs.set(PREFIX + "uncertainty", values.uncertainty());
        Prefs.set(PREFIX + "probability", values.probability());
    }

    private static void savePlanes(String key, String planes) {
        if (PlaneText.isWorthRemembering(planes)) {
            Prefs.set(PREFIX + key, planes.strip());
        }
    }
}
