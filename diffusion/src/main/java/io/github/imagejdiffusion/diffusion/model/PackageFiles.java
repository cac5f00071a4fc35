package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.rdf.FileReference;
import io.github.imagejdiffusion.diffusion.model.source.PackageSource;
import io.github.imagejdiffusion.diffusion.model.source.RelativePath;
import io.github.imagejdiffusion.diffusion.model.yaml.Shown;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Checks the files that a description points to. They are streamed, so that a huge one costs no memory. */
final class PackageFiles {

    /** Length of one file. */
    static final int MAX_FILE_BYTES = 512 << 20;

    private final PackageSource source;
    private final String description;
    private final int maxFileBytes;

    PackageFiles(PackageSource source, String description) {
        this(source, description, MAX_FILE_BYTES);
    }

    PackageFiles(PackageSource source, String description, int maxFileBytes) {
        this.source = source;
        this.description = description;
        this.maxFileBytes = maxFileBytes;
    }

    /** Checks a network. @throws ModelPackageException if it has no hash, does not match it, or is no ONNX model */
    GraphFile graph(FileReference file) {
        checkPath(file);
        String expected = file.sha256()
                .orElseThrow(() -> error(
                        file, "has no sha256, but every network of a diffusion model needs one; sha256sum prints it"));
        String path = RelativePath.normal(file.source());
        Inspection found = inspect(path, true);
        if (found.size == 0) {
            throw error(file, "points to '" + path + "', which is empty");
        }
        checkHash(file, expected, found.sha256);
        if (found.onnxProblem.isPresent()) {
            throw error(file, "points to '" + path + "', which is not a usable ONNX model: " + found.onnxProblem.get());
        }
        return new GraphFile(source, path, found.sha256, (int) found.size);
    }

    /** Checks a file that must be there. @throws ModelPackageException if it is not, or does not match its hash */
    void checkAttachment(FileReference file) {
        checkPath(file);
        String path = RelativePath.normal(file.source());
        if (!source.contains(path)) {
            throw error(file, "points to '" + path + "', which is not in the package");
        }
        file.sha256().ifPresent(expected -> checkHash(file, expected, inspect(path, false).sha256));
    }

    /** Checks a file that nobody here uses: it may be absent or remote, but not wrong. */
    void checkIfPresent(FileReference file) {
        if (RelativePath.isUrl(file.source())) {
            return;
        }
        checkPath(file);
        if (source.contains(file.source())) {
            checkAttachment(file);
        }
    }

    private void checkPath(FileReference file) {
        Optional<String> problem = RelativePath.problem(file.source());
        if (problem.isPresent()) {
            throw error(file, "'" + Shown.oneLine(file.source(), 80) + "' " + problem.get());
        }
    }

    private void checkHash(FileReference file, String expected, String found) {
        if (!expected.equals(found)) {
            throw error(
                    file,
                    "points to '" + file.source() + "', whose SHA-256 is " + found + " instead of " + expected
                            + "; the file was changed or damaged, so get the package again");
        }
    }

    private Inspection inspect(String path, boolean onnx) {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream content = source.open(path, maxFileBytes);
                CountingDigestStream in = new CountingDigestStream(content, digest)) {
            Optional<String> onnxProblem = onnx ? onnxProblem(in) : Optional.empty();
            in.transferTo(OutputStream.nullOutputStream());
            return new Inspection(Sha256.hex(digest), in.count, onnxProblem);
        } catch (IOException e) {
            throw new ModelPackageException(source.describe(path) + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> onnxProblem(InputStream in) {
        try {
            OnnxOutline.check(new BufferedInputStream(in, 1 << 16));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }

    private ModelPackageException error(FileReference file, String problem) {
        return new ModelPackageException(description + ": " + file.field() + ": " + problem);
    }

    private record Inspection(String sha256, long size, Optional<String> onnxProblem) {}

    private static final class CountingDigestStream extends DigestInputStream {

        private long count;

        CountingDigestStream(InputStream in, MessageDigest digest) {
            super(in, digest);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
