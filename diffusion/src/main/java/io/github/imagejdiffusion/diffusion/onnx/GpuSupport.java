package io.github.imagejdiffusion.diffusion.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CUDA: whether this build has it, which libraries it needs, and why it does not start. */
final class GpuSupport {

    /** What ONNX Runtime 1.29's CUDA provider loads: the driver, CUDA 12 and cuDNN 9. */
    static final List<String> LIBRARIES =
            List.of("cuda:1", "cudart:12", "cublas:12", "cublasLt:12", "cufft:11", "curand:10", "cudnn:9");

    /** How the loader of Linux names the one library that stopped it. */
    private static final Pattern UNLOADED = Pattern.compile("(lib[\\w.+-]+\\.so[.\\d]*): cannot open shared object");

    private GpuSupport() {}

    /** True if the jar on the class path is onnxruntime_gpu. */
    static boolean isBuiltIn() {
        OnnxEngine.engine();
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    /**
     * Runs one small convolution on the GPU: libraries, driver, device and cuDNN are all needed for it, and some of them
     * are only loaded when they are.
     *
     * @throws DeviceUnusableException naming what is missing
     */
    static void require(int index) {
        if (!isBuiltIn()) {
            throw new DeviceUnusableException(
                    "no GPU: this installation carries the CPU build of ONNX Runtime, without the library "
                            + System.mapLibraryName("onnxruntime_providers_cuda")
                            + "; take the GPU build (-Pgpu), or device cpu",
                    null);
        }
        try (SessionOptions options = new SessionOptions()) {
            add(options, index);
            try (OrtSession session = OnnxEngine.environment().createSession(probe(), options);
                    OnnxTensor image = OnnxTensor.createTensor(OnnxEngine.environment(), new float[1][1][8][8])) {
                session.run(Map.of("image", image)).close();
            }
        } catch (OrtException | UnsatisfiedLinkError e) {
            throw unusable(index, e);
        }
    }

    /** Puts a network on the GPU, in a way that gives equal bits each time. */
    static void add(SessionOptions options, int index) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(index)) {
            // Exhaustive search would time kernels and may pick another one in the next process: not reproducible.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            cuda.add("use_tf32", "0");
            options.setDeterministicCompute(true);
            options.addCUDA(cuda);
        }
    }

    private static DeviceUnusableException unusable(int index, Throwable e) {
        String reason = OnnxEngine.rootMessage(e);
        Set<String> missing = missing(reason, LibraryFolders.ofSystem());
        return new DeviceUnusableException(
                "GPU " + index + " cannot be used: "
                        + (missing.isEmpty() ? reason : "missing " + String.join(", ", missing))
                        + "; install NVIDIA's driver, CUDA 12 and cuDNN 9 where the system's loader finds them, or use"
                        + " device cpu",
                e);
    }

    /** File names of missing libraries; the one that the loader blames, if it names one, comes first. */
    static Set<String> missing(String reason, List<Path> folders) {
        Set<String> names = new LinkedHashSet<>();
        Matcher blamed = UNLOADED.matcher(reason);
        if (blamed.find()) {
            names.add(blamed.group(1));
        }
        for (LibrarySearch library : LibrarySearch.of(LIBRARIES, folders)) {
            if (library.found().isEmpty()) {
                names.add(library.fileName());
            }
        }
        return names;
    }

    private static byte[] probe() {
        try (InputStream in = GpuSupport.class.getResourceAsStream("probe.onnx")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the jar of imagej-diffusion is damaged", e);
        }
    }
}
