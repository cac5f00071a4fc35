package io.github.imagejdiffusion.diffusion.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The vector instructions of this CPU: ONNX Runtime picks its kernels by them, so bits may differ between CPU types. */
public final class CpuFeatures {

    private static final List<String> RELEVANT = List.of(
            "sse4_1", "avx", "avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile", "asimd", "sve");

    private CpuFeatures() {}

    /** For example {@code AMD EPYC (avx2 fma avx512f)}; the architecture alone where the system does not say. */
    public static String describe() {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            try {
                List<String> lines = Files.readAllLines(info);
                List<String> flags = Arrays.asList(
                        value(lines, "flags", value(lines, "Features", "")).split("\\s+"));
                String known = RELEVANT.stream().filter(flags::contains).collect(Collectors.joining(" "));
                return value(lines, "model name", System.getProperty("os.arch")) + " (" + known + ")";
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }

    private static String value(List<String> lines, String key, String otherwise) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equals(key)) {
                return line.substring(colon + 1).strip();
            }
        }
        return otherwise;
    }
}
