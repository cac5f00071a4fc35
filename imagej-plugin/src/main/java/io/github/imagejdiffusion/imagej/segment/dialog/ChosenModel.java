package io.github.imagejdiffusion.imagej.segment.dialog;

import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.dialog.Numbers;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.segment.ModelChoice;
import java.util.OptionalDouble;

/** The model that is chosen in the dialog, as its package describes it; not loaded. Used by the event thread. */
final class ChosenModel {

    private final ModelChoice models;
    private final SourceImage source;
    private String name;
    private ModelPackage found;

    ChosenModel(ModelChoice models, SourceImage source, String name) {
        this.models = models;
        this.source = source;
        choose(name);
    }

    /**
     * Chooses another.
     *
     * @return whether it is another
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if it cannot be read
     */
    boolean choose(String other) {
        if (other.equals(name)) {
            return false;
        }
        found = models.resolve(other);
        name = other;
        return true;
    }

    /** As in the list of models. */
    String name() {
        return name;
    }

    ModelPackage found() {
        return found;
    }

    DiffusionConfig config() {
        return found.diffusion();
    }

    boolean takesOneChannel() {
        return config().imageChannels() == 1;
    }

    /** Whether images can be scaled to the size of objects that it was trained on. */
    boolean takesDiameter() {
        return config().objectDiameter().isPresent();
    }

    /**
     * @param diameter of objects
     * @throws PluginException if it takes several channels, and not as many as the image has; or no diameter
     */
    void requireFit(OptionalDouble diameter) {
        if (diameter.isPresent() && !takesDiameter()) {
            throw new PluginException(
                    "Diameter: write 0, since this model does not say which sizes it was trained on.");
        }
        int wanted = config().imageChannels();
        if (wanted != 1 && wanted != source.channels()) {
            throw new PluginException("This model takes " + wanted + " channels, but the image has " + source.channels()
                    + ": choose another.");
        }
    }

    /** What a person should know about sizes. */
    String note() {
        return config().objectDiameter()
                .map(d -> "Trained on objects of " + Numbers.show(d.min()) + " to " + Numbers.show(d.max())
                        + " px, scaled to " + Numbers.show(d.typical()) + ". 0 leaves the image as it is.")
                .orElse("The model does not say which sizes it was trained on; leave 0.");
    }
}
