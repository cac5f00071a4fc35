package io.github.imagejdiffusion.batch.options;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.inputs.InputFinder;
import io.github.imagejdiffusion.batch.inputs.InputItem;
import io.github.imagejdiffusion.batch.inputs.Shard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files, which of them here, and where results go. */
public final class InputOptions {

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "image files, or folders of them")
    private List<Path> inputs;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "folder for the results, made if missing")
    private Path output;

    @Option(names = "--recursive", description = "also take images in sub-folders")
    private boolean recursive;

    @Option(
            names = "--shard",
            paramLabel = "i/n",
            description = "do the i-th of n parts (default: from Slurm's array variables)")
    private String shard;

    @Option(names = "--overwrite", description = "compute again what is done already")
    private boolean overwrite;

    @Option(names = "--dry-run", description = "list what would be done, write nothing")
    private boolean dryRun;

    @Option(names = "--quiet", description = "no progress, errors only")
    private boolean quiet;

    @Option(names = "--series", paramLabel = "N", description = "image of a multi-image file, from 1 (default: all)")
    private Integer series;

    @Option(
            names = "--z",
            paramLabel = "A-B",
            converter = IndexRange.Converter.class,
            description = "z planes, from 1 (default: all)")
    private IndexRange z;

    @Option(
            names = "--t",
            paramLabel = "A-B",
            converter = IndexRange.Converter.class,
            description = "time points, from 1 (default: all)")
    private IndexRange t;

    @Option(
            names = "--pixel-size",
            paramLabel = "UM",
            description = "width of a pixel in micrometres (default: as in the file)")
    private Double pixelSize;

    /** Finds problems that need no model, and makes the output folder. @throws UsageException naming the option */
    public void check() {
        if (series != null && series < 1) {
            throw new UsageException("--series counts from 1, but is " + series);
        }
        if (pixelSize != null && !(pixelSize > 0 && Double.isFinite(pixelSize))) {
            throw new UsageException("--pixel-size must be a positive number of micrometres, but is " + pixelSize);
        }
        shard();
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new UsageException("--output " + output + " is a file; give a folder");
        }
    }

    /** All inputs of this shard, in order; the names they get do not depend on the shard. */
    public List<InputItem> find() {
        return shard().of(new InputFinder(output, recursive).find(inputs));
    }

    private Shard shard() {
        return shard == null ? Shard.ofSlurm(System.getenv()) : Shard.parse(shard);
    }

    public Path output() {
        return output;
    }

    public boolean overwrite() {
        return overwrite;
    }

    public boolean dryRun() {
        return dryRun;
    }

    public boolean quiet() {
        return quiet;
    }

    /** From 1, or null for all. */
    public Integer series() {
        return series;
    }

    /** Null for all. */
    public IndexRange z() {
        return z;
    }

    /** Null for all. */
    public IndexRange t() {
        return t;
    }

    /** Micrometres, or null for what the file says. */
    public Double pixelSize() {
        return pixelSize;
    }
}
