package io.github.imagejdiffusion.diffusion.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.List;
import java.util.stream.Collectors;

/** CUDA: whether this build has it, which libraries it needs, and why it does not start. */
final class GpuSupport {

    /** What ONNX Runtime 1.29's CUDA provider loads: CUDA 12 and cuDNN 9. */
    static final List<String> LIBRARIES =
            List.of("cudart:12", "cublas:12", "cublasLt:12", "cufft:11", "curand:10", "cudnn:9");

    private GpuSupport() {}

    /** True if the jar on the class path is onnxruntime_gpu. */
    static boolean isBuiltIn() {
        OnnxEngine.engine();
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    /** @throws DeviceUnusableException naming the missing library */
    static void add(SessionOptions options, int index) {
        if (!isBuiltIn()) {
            throw new DeviceUnusableException(
                    "no GPU: this installation carries the CPU build of ONNX Runtime, without the library "
                            + System.mapLibraryName("onnxruntime_providers_cuda")
                            + "; build with -Pgpu or use --device cpu",
                    null);
        }
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(index)) {
            // Exhaustive search would time kernels and may pick another one in the next process: not reproducible.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            cuda.add("use_tf32", "0");
            options.setDeterministicCompute(true);
            options.addCUDA(cuda);
        } catch (OrtException | UnsatisfiedLinkError e) {
            List<LibrarySearch> missing = LibrarySearch.of(LIBRARIES).stream()
                    .filter(l -> l.found().isEmpty())
                    .toList();
            String names = missing.stream().map(LibrarySearch::fileName).collect(Collectors.joining(", "));
            String reason = missing.isEmpty() ? OnnxEngine.rootMessage(e) : "missing " + names;
            throw new DeviceUnusableException(
                    "GPU " + index + " cannot be used: " + reason
                            + "; install CUDA 12 and cuDNN 9 where the system's loader finds them, or use --device cpu",
                    e);
        }
    }
}
