package io.github.imagejdiffusion.imagej.restoration;

import io.github.imagejdiffusion.diffusion.model.ModelListing;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Which models there are for a purpose. */
public final class ModelNames {

    private ModelNames() {}

    /** The usable ones, the usual one first. Perhaps none. */
    public static List<String> of(ModelRepository repository, Predicate<DiffusionConfig> fits, String usual) {
        return repository.list().stream()
                .filter(listing -> !listing.hidden()
                        && listing.model().filter(m -> fits.test(m.diffusion())).isPresent())
                .map(ModelListing::name)
                .sorted(Comparator.comparingInt(name -> name.equals(usual) ? 0 : 1))
                .toList();
    }
}
