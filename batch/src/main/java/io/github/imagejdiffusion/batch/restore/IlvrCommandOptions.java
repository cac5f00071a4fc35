package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import io.github.imagejdiffusion.restore.ilvr.ReferenceNoising;
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
