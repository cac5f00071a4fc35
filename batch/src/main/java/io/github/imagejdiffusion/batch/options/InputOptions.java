package io.github.imagejdiffusion.batch.options;

import io.github.imagejdiffusion.batch.Notices;
import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.inputs.FoundInputs;
import io.github.imagejdiffusion.batch.inputs.InputFinder;
import io.github.imagejdiffusion.batch.inputs.Shard;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files, and which part of them here. */
public final class InputOptions {

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "image files, or folders of them")
    private List<Path> inputs;

    @Option(names = "--recursive", description = "also take images in sub-folders; results go into sub-folders alike")
    private boolean recursive;

    @Option(
            names = "--shard",
            paramLabel = "i/n",
            description = "do the i-th of n parts of all inputs (default in a Slurm array: the task's part)")
    private String shard;

    /** Finds problems that need no file. @throws UsageException naming the option */
    public void check() {
        if (inputs.stream().anyMatch(input -> input.toString().isEmpty())) {
            throw new UsageException("an INPUT is empty; give a file or a folder ('.' for this one)");
        }
        shard();
    }

    /**
     * All inputs of this shard, in order; the names they get do not depend on the shard.
     *
     * @param notices told where Slurm decides on the shard
     */
    public FoundInputs find(OutputOptions output, Notices notices) {
        Shard part = shard();
        if (shard == null && part.count() > 1 && !output.quiet()) {
            notices.say("Slurm's array: this is part " + part.index() + " of " + part.count()
                    + " (--shard 1/1 would do everything)");
        }
        return InputFinder.find(inputs, output.folder(), recursive).of(part);
    }

    private Shard shard() {
        return shard == null ? Shard.ofSlurm(System.getenv()) : Shard.parse(shard);
    }
}
