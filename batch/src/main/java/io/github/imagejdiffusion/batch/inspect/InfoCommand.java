package io.github.imagejdiffusion.batch.inspect;

import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.Notices;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code imagej-diffusion info FILE... [--json]}. */
@Command(
        name = "info",
        description =
                "Shows what is in image files: images, axes, pixel type, calibration, levels, and what reads them.")
public final class InfoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "image files")
    private List<Path> files;

    @Option(names = "--json", description = "one line of JSON for each file")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Notices notices = new Notices(spec.commandLine().getErr());
        boolean failed = false;
        for (Path path : files) {
            try (ImageFile file = ImageFiles.open(path)) {
                if (json) {
                    out.println(FileJson.of(file));
                } else {
                    FileText.of(file).forEach(out::println);
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                notices.say(Failure.ofInput(path, e));
                failed = true;
            }
        }
        out.flush();
        return failed ? ExitCodes.SOME_FAILED : ExitCodes.ALL_DONE;
    }
}
