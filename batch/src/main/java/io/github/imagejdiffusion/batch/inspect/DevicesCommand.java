package io.github.imagejdiffusion.batch.inspect;

import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.diffusion.onnx.DeviceReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code imagej-diffusion devices}. */
@Command(name = "devices", description = "Shows what models can run on here, and why not on the rest.")
public final class DevicesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        DeviceReport.lines().forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return ExitCodes.ALL_DONE;
    }
}
