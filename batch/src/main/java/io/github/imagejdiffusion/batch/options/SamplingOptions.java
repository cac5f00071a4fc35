package io.github.imagejdiffusion.batch.options;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.diffusion.network.Orientation;
import io.github.imagejdiffusion.diffusion.sampler.SamplerException;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How the model is sampled. What is left out is the model package's own, measured default. */
public final class SamplingOptions {

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "network calls per run (default: the model's; to restore or super-resolve, 10 for a sample or several runs)")
    private Integer steps;

    @Option(names = "--runs", paramLabel = "N", description = "draws that are averaged (default: the model's)")
    private Integer runs;

    @Option(
            names = "--orientations",
            paramLabel = "N",
            description = "of the image, 1, 2, 4 or 8: turned and mirrored, of which the mean is taken"
                    + " (default: the model's; to restore or super-resolve, 1 for a sample or several runs)")
    private Integer orientations;

    @Option(names = "--sampler", paramLabel = "NAME", description = "ddim, ddpm or dpmpp2m (default: the model's)")
    private String sampler;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the noise, a whole number (default: ${DEFAULT-VALUE})",
            defaultValue = "0")
    private long seed;

    /** Finds problems that need no model. @throws UsageException naming the option */
    public void check() {
        if (steps != null && steps < 1) {
            throw new UsageException("--steps must be at least 1, but is " + steps);
        }
        if (runs != null && runs < 1) {
            throw new UsageException("--runs must be at least 1, but is " + runs);
        }
        if (orientations != null) {
            requireOrientations(orientations);
        }
        solver();
    }

    private static void requireOrientations(int count) {
        try {
            Orientation.first(count);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage());
        }
    }

    public OptionalInt steps() {
        return steps == null ? OptionalInt.empty() : OptionalInt.of(steps);
    }

    public OptionalInt runs() {
        return runs == null ? OptionalInt.empty() : OptionalInt.of(runs);
    }

    public OptionalInt orientations() {
        return orientations == null ? OptionalInt.empty() : OptionalInt.of(orientations);
    }

    public Optional<SolverKind> solver() {
        try {
            return Optional.ofNullable(sampler).map(SolverKind::parse);
        } catch (SamplerException e) {
            throw new UsageException("--sampler: " + e.getMessage());
        }
    }

    public long seed() {
        return seed;
    }
}
