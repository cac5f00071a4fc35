package io.github.imagejdiffusion.batch.inspect;

import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.Notices;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.Series;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code imagej-diffusion info FILE...}. */
@Command(name = "info", description = "Shows what is in image files: axes, pixel type, calibration.")
public final class InfoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "image files")
    private List<Path> files;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Notices notices = new Notices(spec.commandLine().getErr());
        boolean failed = false;
        for (Path path : files) {
            try (ImageFile file = ImageFiles.open(path)) {
                out.println(path + ": " + file.formatName());
                int number = 0;
                for (Series series : file.series()) {
                    out.println("  " + ++number + ": " + describe(series));
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                notices.say(Failure.ofInput(path, e));
                failed = true;
            }
        }
        out.flush();
        return failed ? ExitCodes.SOME_FAILED : ExitCodes.ALL_DONE;
    }

    private static String describe(Series s) {
        Calibration c = s.calibration();
        return String.format(
                Locale.ROOT,
                "%s%d x %d pixels, %d channel(s)%s, %d z, %d t, %s%s, pixel %s x %s um, z step %s um, frame interval %s s",
                s.name().isEmpty() ? "" : "'" + s.name() + "', ",
                s.sizeX(),
                s.sizeY(),
                s.sizeC(),
                s.channelNames().isEmpty() ? "" : " " + s.channelNames(),
                s.sizeZ(),
                s.sizeT(),
                s.pixelType().name().toLowerCase(Locale.ROOT),
                s.rgb() ? " RGB" : "",
                number(c.pixelWidth()),
                number(c.pixelHeight()),
                number(c.pixelDepth()),
                number(c.frameInterval()));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "unknown";
    }
}
