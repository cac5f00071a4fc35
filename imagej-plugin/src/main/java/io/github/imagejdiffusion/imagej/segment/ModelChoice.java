package io.github.imagejdiffusion.imagej.segment;

import io.github.imagejdiffusion.diffusion.model.ModelListing;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.imagej.PluginException;
import java.util.Comparator;
import java.util.List;

/** Which segmentation models there are for an image. */
public final class ModelChoice {

    /** What macros get that name no model: never another one because models were added. */
    private static final String USUAL = "nuclei-fluorescence";

    private static final String USUAL_OF_COLOUR = "nuclei-histology";

    private final ModelRepository repository;

    public ModelChoice(ModelRepository repository) {
        this.repository = repository;
    }

    /**
     * Names of usable segmentation models, those that fit the image first, and among them the usual one.
     *
     * @param channels of the image; 3 for RGB
     * @param rgb whether it is an RGB image
     * @throws PluginException if there is no segmentation model at all
     */
    public List<String> names(int channels, boolean rgb) {
        List<String> names = repository.list().stream()
                .filter(listing -> !listing.hidden() && isSegmenter(listing))
                .sorted(Comparator.<ModelListing>comparingInt(listing -> misfit(listing, channels, rgb))
                        .thenComparingInt(ModelChoice::unusual))
                .map(ModelListing::name)
                .toList();
        if (names.isEmpty()) {
            throw new PluginException(
                    "There is no segmentation model. Plugins > Diffusion > Models... shows where models"
                            + " are looked for; the file models-*.jar of the installation holds the bundled ones.");
        }
        return names;
    }

    /**
     * The model that was named; else {@code nuclei-fluorescence}, as on the command line, or for RGB images of which no
     * channel was chosen {@code nuclei-histology}.
     *
     * @param rgb whether it is an RGB image
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if there is none of that name
     */
    public ModelPackage resolve(SegmentSettings settings, boolean rgb) {
        String usual = rgb && settings.channel().isEmpty() ? USUAL_OF_COLOUR : USUAL;
        return resolve(settings.model().orElse(usual));
    }

    /** The model of a name or path. @throws io.github.imagejdiffusion.diffusion.DiffusionException if there is none */
    public ModelPackage resolve(String model) {
        return repository.resolve(model);
    }

    private static boolean isSegmenter(ModelListing listing) {
        return listing.model()
                .map(m -> m.diffusion().kind() == ModelKind.SEGDIFF)
                .orElse(false);
    }

    private static int unusual(ModelListing listing) {
        return listing.name().equals(USUAL) || listing.name().equals(USUAL_OF_COLOUR) ? 0 : 1;
    }

    /** 0 for a model that takes all channels as they are, 1 for one that takes a single one, 2 for the rest. */
    private static int misfit(ModelListing listing, int channels, boolean rgb) {
        int wanted = listing.model().orElseThrow().diffusion().imageChannels();
        boolean fits = wanted == channels && (wanted == 1 || rgb);
        return fits ? 0 : wanted == 1 ? 1 : 2;
    }
}
