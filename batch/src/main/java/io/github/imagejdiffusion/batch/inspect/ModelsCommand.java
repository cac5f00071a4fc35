package io.github.imagejdiffusion.batch.inspect;

import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.diffusion.model.ModelListing;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.pipeline.ModelCheck;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code imagej-diffusion models [NAME|PATH] [--check]}. */
@Command(
        name = "models",
        description =
                "Lists the models that can be used; with a name, shows its card; with --check, runs its test tensors.")
public final class ModelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME|PATH", description = "one model")
    private String model;

    @Option(names = "--check", description = "compare the networks' outputs with those that the package states")
    private boolean check;

    @Override
    public Integer call() {
        ModelRepository repository = ModelRepository.ofEnvironment(List.of());
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (model == null) {
                return list(repository.list(), out);
            }
            ModelPackage found = repository.resolve(model);
            return check ? check(found, out) : card(found, out);
        } finally {
            out.flush();
        }
    }

    private int list(List<ModelListing> listings, PrintWriter out) {
        boolean broken = false;
        for (ModelListing listing : listings) {
            String shadowed = listing.hidden() ? " (hidden by the one of this name above)" : "";
            out.println(listing.name() + shadowed + "  " + listing.location());
            listing.model()
                    .ifPresent(m ->
                            out.println("    " + m.diffusion().kind().name().toLowerCase(Locale.ROOT) + ", version "
                                    + m.version().orElse("unknown") + ", sha256 " + m.sha256()));
            listing.problem().ifPresent(p -> out.println("    cannot be used: " + p.getMessage()));
            broken |= listing.problem().isPresent();
            if (check && listing.model().isPresent()) {
                broken |= check(listing.model().get(), out) != ExitCodes.ALL_DONE;
            }
        }
        return broken ? ExitCodes.MODEL_OR_DEVICE_UNUSABLE : ExitCodes.ALL_DONE;
    }

    private static int card(ModelPackage model, PrintWriter out) {
        out.println(model.documentation().orElse(model.name() + ": the package has no model card"));
        return ExitCodes.ALL_DONE;
    }

    private static int check(ModelPackage model, PrintWriter out) {
        ModelCheck.Result result = ModelCheck.run(model);
        result.errors()
                .forEach((tensor, error) -> out.println(String.format(
                        Locale.ROOT,
                        "    %s: largest difference %.2e (allowed %.0e)",
                        tensor,
                        error,
                        ModelCheck.TOLERANCE)));
        return result.passed() ? ExitCodes.ALL_DONE : ExitCodes.MODEL_OR_DEVICE_UNUSABLE;
    }
}
