package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.source.PackageSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of packages, or a folder that is itself a package. */
final class FolderPlace implements SearchPlace {

    private final Path folder;

    FolderPlace(Path folder) {
        this.folder = folder;
    }

    @Override
    public String describe() {
        return folder.toString();
    }

    @Override
    public List<PackageCandidate> candidates() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        if (PackageSources.looksLikePackage(folder)) {
            return List.of(candidate(folder));
        }
        try (Stream<Path> children = Files.list(folder)) {
            // Sorted by path, so that a folder comes before the zip file of the same name.
            return children.filter(PackageSources::looksLikePackage)
                    .sorted()
                    .map(FolderPlace::candidate)
                    .collect(Collectors.toUnmodifiableList());
        } catch (IOException e) {
            return List.of(SearchPlace.unreadable(
                    describe(), new ModelPackageException(folder + ": cannot be searched for models: " + e, e)));
        }
    }

    private static PackageCandidate candidate(Path path) {
        return new PackageCandidate(PackageSources.nameOf(path), path.toString(), () -> PackageSources.open(path));
    }
}
