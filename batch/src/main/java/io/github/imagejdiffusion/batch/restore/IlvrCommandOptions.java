package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import io.github.imagejdiffusion.restore.ilvr.ReferenceNoising;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How closely ILVR follows the image. */
public final class IlvrCommandOptions {

    private static final Set<Integer> ENLARGEMENTS = Set.of(2, 4, 8);

    @Option(
            names = "--factor",
            paramLabel = "N",
            description = "what is finer than N pixels is the model's, a power of two; to upsample, how many times as"
                    + " large: 2, 4 or 8 (default: 4 to upsample, else 2)")
    private Integer factor;

    @Option(
            names = "--range-t",
            paramLabel = "N",
            description = "the last N+1 steps do not follow the image; -1: all do (default: -1)")
    private Integer rangeT;

    @Option(
            names = "--kernel",
            paramLabel = "NAME",
            description = "of the low-pass filter: cubic, lanczos2, lanczos3, linear or box (default: cubic)")
    private String kernel;

    @Option(
            names = "--noising",
            paramLabel = "NAME",
            description = "how noisy the image is made in each step: as in the paper, or as in the authors' code, one"
                    + " step too noisy (default: paper)")
    private String noising;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "to denoise: another image of the same scene, such as a second exposure, in register; may be"
                    + " given several times. Runs follow the image and these in turn (default: one run for each)")
    private List<Path> references = new ArrayList<>();

    /** Finds problems that need no model. @throws UsageException naming the option */
    void check(RestoreTask task) {
        if (!task.byIlvr()) {
            given().stream().findFirst().ifPresent(option -> {
                throw new UsageException(option + " belongs to ILVR; leave it out, or choose --method ilvr");
            });
        }
        if (task.enlarges() && factor != null && !ENLARGEMENTS.contains(factor)) {
            throw new UsageException("--factor must be 2, 4 or 8 to upsample, but is " + factor);
        }
        if (factor != null && (factor < 2 || Integer.bitCount(factor) != 1)) {
            throw new UsageException("--factor must be a power of two from 2 (2, 4, 8, ...), but is " + factor);
        }
        parsed("--kernel", kernel, ResizeKernel::parse);
        parsed("--noising", noising, ReferenceNoising::parse);
        checkReferences(task);
    }

    private void checkReferences(RestoreTask task) {
        if (task.enlarges() && !references.isEmpty()) {
            throw new UsageException("--reference is for --task denoise --method ilvr, not to upsample; leave it out");
        }
        for (Path file : references) {
            if (!Files.exists(file)) {
                throw new UsageException("--reference " + file + " does not exist; give an image file");
            }
        }
    }

    /** @param planes of the input and so of these */
    ReferenceImages references(PlaneOptions planes) {
        return new ReferenceImages(references, planes);
    }

    private List<String> given() {
        List<String> given = new ArrayList<>();
        if (factor != null) {
            given.add("--factor");
        }
        if (rangeT != null) {
            given.add("--range-t");
        }
        if (kernel != null) {
            given.add("--kernel");
        }
        if (noising != null) {
            given.add("--noising");
        }
        if (!references.isEmpty()) {
            given.add("--reference");
        }
        return given;
    }

    /** Sets what the user chose. */
    IlvrOptions.Builder apply(IlvrOptions.Builder builder) {
        if (factor != null) {
            builder.factor(factor);
        }
        if (rangeT != null) {
            builder.rangeT(rangeT);
        }
        if (kernel != null) {
            builder.kernel(parsed("--kernel", kernel, ResizeKernel::parse));
        }
        if (noising != null) {
            builder.noising(parsed("--noising", noising, ReferenceNoising::parse));
        }
        return builder;
    }

    private static <T> T parsed(String option, String text, Function<String, T> parser) {
        try {
            return text == null ? null : parser.apply(text);
        } catch (DiffusionException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }
}
