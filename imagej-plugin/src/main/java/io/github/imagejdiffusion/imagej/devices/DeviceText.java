package io.github.imagejdiffusion.imagej.devices;

import io.github.imagejdiffusion.diffusion.onnx.DeviceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report of {@link DeviceReport} for someone who knows microscopes, with the report itself below. */
final class DeviceText {

    private static final String GPU = "gpu device:";
    private static final String USABLE = "usable";
    private static final String NOT_USABLE = "not usable:";
    private static final String CPU_BUILD = "carries the CPU build";

    private DeviceText() {}

    /** Summary and details. */
    static List<String> of(List<String> report) {
        List<String> text = new ArrayList<>();
        text.add("Processor (CPU): ready. Every model runs on it.");
        text.add("    " + value(report, "cpu:").orElse("type unknown"));
        text.add("    for ImageJ: " + Runtime.getRuntime().availableProcessors() + " cores, "
                + Runtime.getRuntime().maxMemory() / (1 << 20)
                + " MB of memory (Edit > Options > Memory & Threads...)");
        text.addAll(gpu(value(report, GPU).orElse(NOT_USABLE + " nothing is known about it")));
        text.add("");
        text.add("Details, for questions to the developers:");
        report.forEach(line -> text.add("    " + line));
        return text;
    }

    /** When not even the processor can be used. @param reason one line that says what to do */
    static List<String> ofFailure(String reason) {
        return List.of(
                "No model can run here, neither on the processor nor on a graphics card:",
                "    " + reason,
                "",
                "Details, for questions to the developers:",
                "    java:       " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"),
                "    platform:   " + System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
    }

    private static List<String> gpu(String answer) {
        if (answer.startsWith(USABLE)) {
            return List.of(
                    "Graphics card (GPU): ready. It is used unless you choose the processor.",
                    "    The last digits of a probability may differ from those of the processor.");
        }
        String reason = answer.startsWith(NOT_USABLE)
                ? answer.substring(NOT_USABLE.length()).strip()
                : answer;
        if (reason.contains(CPU_BUILD)) {
            return List.of(
                    "Graphics card (GPU): not used, because this download is the one without GPU support.",
                    "    For NVIDIA cards on Linux and Windows there is another one, with '-gpu' in its name.",
                    "    With other cards, and on macOS, models run on the processor.");
        }
        return List.of(
                "Graphics card (GPU): cannot be used, so models run on the processor. Why:",
                "    "
                        + reason.replace(", or use device cpu", "")
                                .replace("; take the GPU build (-Pgpu), or device cpu", ""));
    }

    private static Optional<String> value(List<String> report, String key) {
        return report.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip())
                .findFirst();
    }
}
