package io.github.imagejdiffusion.imagej.segment;

import io.github.imagejdiffusion.diffusion.model.ModelListing;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.imagej.PluginException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which segmentation models there are for an image. */
public final class ModelChoice {

    /** The command line's default, too; whatever other models there are, a macro that names none gets the same. */
    private static final String DEFAULT = "nuclei-fluorescence";

    private static final String DEFAULT_RGB = "nuclei-histology";

    private final ModelRepository repository;

    public ModelChoice(ModelRepository repository) {
        this.repository = repository;
    }

    /**
     * Names of usable segmentation models, those that fit the image first, and of these the default first.
     *
     * @param channels of the image; 3 for RGB
     * @param rgb whether it is an RGB image
     * @throws PluginException if there is no segmentation model at all
     */
    public List<String> names(int channels, boolean rgb) {
        List<String> names = repository.list().stream()
                .filter(listing -> !listing.hidden() && isSegmenter(listing))
                .sorted(Comparator.comparing((ModelListing listing) -> misfit(listing, channels, rgb))
                        .thenComparing(listing -> !listing.name().equals(defaultName(rgb))))
                .map(ModelListing::name)
                .toList();
        if (names.isEmpty()) {
            throw new PluginException(
                    "There is no segmentation model. Plugins > Diffusion > Models... shows where models"
                            + " are looked for; the file models-*.jar of the installation holds the bundled ones.");
        }
        return names;
    }

    /** The model that was named, else the first that fits. @throws PluginException if there is none */
    public ModelPackage resolve(Optional<String> name, int channels, boolean rgb) {
        return repository.resolve(name.orElseGet(() -> names(channels, rgb).get(0)));
    }

    private static String defaultName(boolean rgb) {
        return rgb ? DEFAULT_RGB : DEFAULT;
    }

    private static boolean isSegmenter(ModelListing listing) {
        return listing.model()
                .map(m -> m.diffusion().kind() == ModelKind.SEGDIFF)
                .orElse(false);
    }

    /** 0 for a model that takes all channels as they are, 1 for one that takes a single one, 2 for the rest. */
    private static int misfit(ModelListing listing, int channels, boolean rgb) {
        int wanted = listing.model().orElseThrow().diffusion().imageChannels();
        boolean fits = wanted == channels && (wanted == 1 || rgb);
        return fits ? 0 : wanted == 1 ? 1 : 2;
    }
}
