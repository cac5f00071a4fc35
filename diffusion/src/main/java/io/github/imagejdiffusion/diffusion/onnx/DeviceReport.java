package io.github.imagejdiffusion.diffusion.onnx;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What runs where and why not, as lines for a person. Stateless and thread-safe. */
public final class DeviceReport {

    private DeviceReport() {}

    /** Versions of the engine, one line, for provenance records. @throws DeviceUnusableException if it cannot start */
    public static String engineVersion() {
        OnnxEngine.engine();
        return "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion() + ", DJL " + Engine.getDjlVersion();
    }

    /**
     * Engine and versions, processor, providers, whether CPU and GPU are usable, and the CUDA libraries with the places
     * where they were looked for.
     *
     * @throws DeviceUnusableException if the engine cannot start
     */
    public static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("engine:     " + engineVersion());
        lines.add("java:       " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
        lines.add("platform:   " + NativeLibraries.platform() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors for this JVM, "
                + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB heap");
        lines.add("cpu:        " + CpuFeatures.describe());
        lines.add("natives:    " + System.getProperty(NativeLibraries.PATH_PROPERTY, "unpacked at every start"));
        List<String> providers = new ArrayList<>();
        for (OrtProvider provider : OrtEnvironment.getAvailableProviders()) {
            providers.add(provider.getName());
        }
        lines.add("providers:  " + String.join(", ", providers));
        lines.add("cpu device: usable");
        lines.add("gpu device: " + gpu());
        List<Path> folders = LibraryFolders.ofSystem();
        for (LibrarySearch library : LibrarySearch.of(GpuSupport.LIBRARIES, folders)) {
            lines.add("  " + library.fileName() + ": "
                    + library.found().map(p -> "found " + p).orElse("not found"));
        }
        lines.add("  looked in: " + folders);
        return lines;
    }

    private static String gpu() {
        try {
            GpuSupport.require(0);
            return "usable (gpu:0)";
        } catch (DeviceUnusableException e) {
            return "not usable: " + e.getMessage();
        }
    }
}
