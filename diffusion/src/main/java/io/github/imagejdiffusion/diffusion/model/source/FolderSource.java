package io.github.imagejdiffusion.diffusion.model.source;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.yaml.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A package in a folder. Links inside the folder may point to each other, but not out of it. */
final class FolderSource implements PackageSource {

    private final Path folder;

    FolderSource(Path folder) {
        this.folder = folder;
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public String describe(String path) {
        return folder.resolve(RelativePath.normal(path)).toString();
    }

    @Override
    public String name() {
        return PackageSources.nameOf(folder);
    }

    @Override
    public boolean contains(String path) {
        return RelativePath.problem(path).isEmpty() && Files.isRegularFile(folder.resolve(RelativePath.normal(path)));
    }

    @Override
    public InputStream open(String path, long maxBytes) {
        Optional<String> problem = RelativePath.problem(path);
        if (problem.isPresent()) {
            throw new ModelPackageException(
                    location() + ": the file '" + Shown.oneLine(path, 80) + "' " + problem.get());
        }
        Path file = folder.resolve(RelativePath.normal(path));
        try {
            if (!Files.isRegularFile(file)) {
                throw new ModelPackageException(describe(path) + ": there is no such file");
            }
            // The resolved path is opened, not the one with links, so that no link can be swapped in between.
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw new ModelPackageException(
                        describe(path) + ": is a link that leads out of the package; put the file itself there");
            }
            return new BoundedStream(Files.newInputStream(real), describe(path), maxBytes);
        } catch (IOException e) {
            throw BoundedStream.unreadable(describe(path), e);
        }
    }
}
