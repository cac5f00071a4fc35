package io.github.imagejdiffusion.imagej.models;

import io.github.imagejdiffusion.diffusion.model.ModelListing;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.diffusion.model.config.ObjectDiameter;
import io.github.imagejdiffusion.imagej.ImageJModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What there is to say about a model in a few lines. */
final class ModelText {

    private static final String BUNDLED = "bundled:";

    private ModelText() {}

    /** Name, what it does, where it is; or why it cannot be used. */
    static List<String> lines(ModelListing listing) {
        List<String> lines = new ArrayList<>();
        lines.add(listing.name() + (listing.hidden() ? " (not used: one of the same name comes first)" : ""));
        listing.model().ifPresent(model -> facts(model).forEach(fact -> lines.add("    " + fact)));
        listing.problem().ifPresent(problem -> lines.add("    cannot be used: " + problem.getMessage()));
        lines.add(
                listing.location().startsWith(BUNDLED) ? "    comes with the plugin" : "    in " + listing.location());
        return lines;
    }

    /** Kind, version, channels, object diameter, licence. */
    static List<String> facts(ModelPackage model) {
        List<String> facts = new ArrayList<>();
        facts.add(
                kind(model.diffusion().kind()) + ", version " + model.version().orElse("unknown"));
        facts.add(channels(model.diffusion().imageChannels()));
        model.diffusion().objectDiameter().ifPresent(diameter -> facts.add(diameter(diameter)));
        model.licence().ifPresent(licence -> facts.add("licence: " + licence));
        return facts;
    }

    /** Where a user's own models belong. */
    static String whereMoreGo() {
        return ImageJModels.folder()
                .map(folder -> "More models, as folders or .zip files, go into " + folder)
                .orElse("More models, as folders or .zip files, go into the folder 'models' of Fiji or ImageJ");
    }

    private static String kind(ModelKind kind) {
        return switch (kind) {
            case SEGDIFF -> "segments objects (SegDiff)";
            case DENOISE -> "removes noise";
            case PRIOR -> "knows what images look like, for restoration";
            case SR3, PYRAMID, LATENT -> "makes images larger";
            case PAIRED -> "turns one kind of image into another";
        };
    }

    private static String channels(int count) {
        return count == 0 ? "needs no image" : "image channels: " + count;
    }

    private static String diameter(ObjectDiameter diameter) {
        return "object diameter: " + number(diameter.min()) + " to " + number(diameter.max()) + " pixels, typically "
                + number(diameter.typical());
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
