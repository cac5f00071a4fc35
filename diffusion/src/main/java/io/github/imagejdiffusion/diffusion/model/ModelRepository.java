package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.source.BundledPackages;
import io.github.imagejdiffusion.diffusion.model.source.PackageSources;
import io.github.imagejdiffusion.diffusion.model.yaml.Shown;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds model packages by path or name.
 *
 * <p>Search order: an explicit path; the folders of {@value #VARIABLE}; further folders given by the caller; the models
 * on the class path. Each call looks again, so that a model copied into a folder is found without a restart.
 * Thread-safe.
 */
public final class ModelRepository {

    /** Environment variable with folders of packages, separated as in PATH. */
    public static final String VARIABLE = "IMAGEJ_DIFFUSION_MODELS";

    private final List<SearchPlace> places = new ArrayList<>();

    /**
     * A repository.
     *
     * @param variable folders separated by {@link File#pathSeparator}, as in {@value #VARIABLE}; may be null or empty
     * @param folders further folders, for example {@code models} in Fiji's folder; they need not exist
     * @param bundled the models on the class path
     * @throws DiffusionException if the variable holds what cannot be a path
     */
    public ModelRepository(String variable, List<Path> folders, BundledPackages bundled) {
        for (String folder : (variable == null ? "" : variable).split(Pattern.quote(File.pathSeparator))) {
            if (!folder.isBlank()) {
                places.add(new FolderPlace(folderOfVariable(folder.strip())));
            }
        }
        folders.forEach(folder -> places.add(new FolderPlace(folder)));
        places.add(new BundledPlace(bundled));
    }

    /** A repository with the environment's variable and the models on this class's class path. */
    public static ModelRepository ofEnvironment(List<Path> folders) {
        return new ModelRepository(
                System.getenv(VARIABLE), folders, new BundledPackages(ModelRepository.class.getClassLoader()));
    }

    /**
     * The model of a path or name.
     *
     * @param nameOrPath a folder or .zip; or the name of one in the search places, without ending; or a model's id or
     *     name as its description gives it
     * @throws UnknownModelException if there is none
     * @throws ModelPackageException if there is one, but it cannot be used
     */
    public ModelPackage resolve(String nameOrPath) {
        Objects.requireNonNull(nameOrPath, "model");
        Optional<Path> path = explicitPath(nameOrPath);
        if (path.isPresent()) {
            return PackageReader.open(path.get());
        }
        for (SearchPlace place : places) {
            Optional<ModelPackage> model = place.find(nameOrPath);
            if (model.isPresent()) {
                return model.get();
            }
        }
        throw unknown(nameOrPath);
    }

    /** Every package in the search places, in search order. One that cannot be used is listed with the reason. */
    public List<ModelListing> list() {
        List<ModelListing> listings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SearchPlace place : places) {
            for (PackageCandidate candidate : place.candidates()) {
                listings.add(candidate.listing(!names.add(candidate.name())));
            }
        }
        return List.copyOf(listings);
    }

    /** A file or folder the text leads to; a plain name is a path only if a package stands there. */
    private static Optional<Path> explicitPath(String text) {
        try {
            Path path = Path.of(text);
            boolean writtenAsPath = text.indexOf('/') >= 0 || text.indexOf(File.separatorChar) >= 0;
            return text.isBlank() || !(PackageSources.looksLikePackage(path) || writtenAsPath && Files.exists(path))
                    ? Optional.empty()
                    : Optional.of(path);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path folderOfVariable(String folder) {
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            throw new DiffusionException(VARIABLE + ": '" + Shown.oneLine(folder, 80) + "' is not a path", e);
        }
    }

    private UnknownModelException unknown(String text) {
        List<String> known = list().stream()
                .filter(listing -> listing.model().isPresent() && !listing.hidden())
                .map(ModelListing::name)
                .collect(Collectors.toUnmodifiableList());
        String guess = NearestName.of(text, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse(";");
        String choice = known.isEmpty()
                ? " there is no model in "
                        + places.stream().map(SearchPlace::describe).collect(Collectors.joining(", "))
                : " known models: " + String.join(", ", known);
        return new UnknownModelException("unknown model '" + Shown.oneLine(text, 80) + "'" + guess + choice, known);
    }
}
