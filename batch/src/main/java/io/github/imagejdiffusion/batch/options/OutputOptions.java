package io.github.imagejdiffusion.batch.options;

import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.formats.write.StackFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where results go, what happens to those that are there, and how much is told. */
public final class OutputOptions {

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "folder for the results, made if missing")
    private Path output;

    @Mixin
    private FormatOptions format;

    @Option(names = "--overwrite", description = "compute again what is done already")
    private boolean overwrite;

    @Option(names = "--dry-run", description = "tell what would be done, write nothing")
    private boolean dryRun;

    @Option(names = "--quiet", description = "no progress and no summary, errors only")
    private boolean quiet;

    /** Finds problems without changing anything. @throws UsageException naming the option */
    public void check() {
        format.check();
        if (output.toString().isEmpty()) {
            throw new UsageException("--output is empty; give a folder ('.' for this one)");
        }
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new UsageException("--output " + output + " is a file; give a folder");
        }
    }

    /** Makes the folder, unless this is a dry run. @throws UsageException if it cannot be made or written to */
    public void prepare() {
        if (dryRun) {
            return;
        }
        try {
            Files.createDirectories(output);
        } catch (IOException e) {
            throw new UsageException(
                    "--output " + output + " cannot be made: " + Failure.reason(e) + "; choose another folder");
        }
        if (!Files.isWritable(output)) {
            throw new UsageException("--output " + output + " may not be written to; choose another folder");
        }
    }

    public Path folder() {
        return output;
    }

    public StackFormat format() {
        return format.format();
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
}
